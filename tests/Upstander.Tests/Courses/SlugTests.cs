using CsCheck;
using Upstander.Binding;
using Upstander.Courses;

namespace Upstander.Tests.Courses;

public class SlugTests
{
    [Theory]
    [InlineData("A clear yes", "a-clear-yes")]
    [InlineData("  Año: ¿qué? ", "ano-que")]
    [InlineData("Größe 2.1", "gro-e-2-1")]
    [InlineData("—", "otherwise")]
    [InlineData("", "otherwise")]
    [InlineData("İstanbul", "istanbul")]
    public void Words_become_an_id(string words, string slug) => Assert.Equal(slug, Slug.Of(words, "otherwise"));

    [Fact]
    public void Whatever_the_words_are_an_id_comes_out() =>
        Gen.String.Sample(words => TextFormat.Slug.Pattern.IsMatch(Slug.Of(words, "otherwise")));
}
