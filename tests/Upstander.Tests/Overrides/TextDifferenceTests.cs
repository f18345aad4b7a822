using CsCheck;
using Upstander.Overrides;

namespace Upstander.Tests.Overrides;

public class TextDifferenceTests
{
    [Fact]
    public void A_difference_reads_like_that_of_diff()
    {
        Assert.Equal(
            "--- old\n+++ new\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n",
            TextDifference.Unified("a\nb\nc\n", "a\nB\nc\n", "old", "new"));
        Assert.Equal(1, TextDifference.Lines("a\nb\nc\n", "a\nB\nc\n"));
        Assert.Equal("", TextDifference.Unified("a\n", "a\n", "old", "new"));
    }

    [Fact]
    public void A_patch_applied_to_the_old_text_gives_the_new_one() =>
        Gen.Select(Lines, Lines).Sample((then, now) => Assert.Equal(now, Applied(then, TextDifference.Unified(Text(then), Text(now), "old", "new"))));

    private static readonly Gen<string[]> Lines = Gen.Char["abcd"].Select(c => c.ToString()).Array[1, 40];

    private static string Text(string[] lines) => string.Join('\n', lines) + "\n";

    // What the program 'patch' does, and no more forgiving.
    private static string[] Applied(string[] then, string patch)
    {
        var result = new List<string>();
        var at = 0;
        foreach (var line in patch.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            switch (line[0])
            {
                case '@':
                    var start = int.Parse(line.Split(' ')[1].Split(',')[0][1..], System.Globalization.CultureInfo.InvariantCulture) - 1;
                    result.AddRange(then[at..start]);
                    at = start;
                    break;
                case '+':
                    result.Add(line[1..]);
                    break;
                default:
                    Assert.Equal(then[at++], line[1..]);
                    if (line[0] == ' ')
                    {
                        result.Add(line[1..]);
                    }

                    break;
            }
        }

        return [.. result, .. then[at..]];
    }
}
