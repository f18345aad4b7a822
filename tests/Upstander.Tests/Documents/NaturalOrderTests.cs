using CsCheck;
using Upstander.Documents;

namespace Upstander.Tests.Documents;

public class NaturalOrderTests
{
    // Few characters, so that texts often agree up to some point, which is where an order can go wrong.
    private static readonly Gen<string> Text = Gen.OneOf(Gen.Char["aAbB019.-é"].Array[0, 6].Select(c => new string(c)), Gen.String);

    [Theory]
    [InlineData("CHR.2.CC.9", "CHR.2.CC.10")]
    [InlineData("CHR.8.CC.1", "CHR.10.CC.1")]
    [InlineData("apple", "Banana")]
    [InlineData("Apple", "apple")]
    [InlineData("a", "a1")]
    [InlineData("a1", "a01b")]
    [InlineData("99999999999999999999998", "99999999999999999999999")]
    public void Comes_before(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
    }

    [Fact]
    public void Two_texts_have_one_order() => Gen.Select(Text, Text).Sample((a, b) =>
        Math.Sign(NaturalOrder.Instance.Compare(a, b)) == -Math.Sign(NaturalOrder.Instance.Compare(b, a))
        && (NaturalOrder.Instance.Compare(a, b) == 0) == (a == b));

    [Fact]
    public void Three_texts_have_one_order() => Gen.Select(Text, Text, Text).Sample((a, b, c) =>
    {
        var sorted = new[] { a, b, c }.Order(NaturalOrder.Instance).ToArray();
        return NaturalOrder.Instance.Compare(sorted[0], sorted[1]) <= 0
            && NaturalOrder.Instance.Compare(sorted[1], sorted[2]) <= 0
            && NaturalOrder.Instance.Compare(sorted[0], sorted[2]) <= 0;
    });
}
