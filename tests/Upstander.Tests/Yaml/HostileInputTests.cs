using System.Diagnostics;
using System.Text;

namespace Upstander.Tests.Yaml;

/// <summary>Tests that look at the clock run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TimedTests
{
    public const string Name = "timed";
}

/// <summary>Small files made to cost much: each must end quickly, in a diagnostic, even on a thread with little stack.</summary>
[Collection(TimedTests.Name)]
public class HostileInputTests
{
    public static TheoryData<string, string> Inputs() => new()
    {
        { "brackets", "a: " + Repeat("[", 100_000) },
        { "braces", "a: " + Repeat("{", 100_000) },
        { "maps", "a: " + Repeat("{a: ", 100_000) },
        { "template", "a: " + Repeat("{{ ", 100_000) },
        { "brackets on lines", "a:\n" + Repeat(" [\n", 100_000) },
        { "dashes", Repeat("- ", 100_000) },
        { "dashes below a key", "a:\n" + Repeat("- ", 100_000) },
        { "question marks", Repeat("? ", 100_000) },
        { "questions in flow", "a: {" + Repeat("? ", 100_000) },
        { "indented maps", string.Concat(Enumerable.Range(0, 1000).Select(i => new string(' ', i) + "a:\n")) },
        { "brackets in 10,000 lines", Repeat("a: [\n", 10_000) },
        { "closing brackets", "a: " + Repeat("]", 100_000) },
        { "alternating", "a: " + Repeat("[]", 100_000) },
        { "pairs in brackets", "a: [" + Repeat("a: ", 50_000) },
        { "commas", "a: [" + Repeat(",", 200_000) },
        { "anchors", Repeat("&a ", 100_000) + "x: 1" },
        { "aliases", "a: [" + Repeat("*a, ", 100_000) + "]" },
        { "tags", "a: " + Repeat("!", 200_000) },
        { "alias bomb", "a: &a [x]\n" + string.Concat(Enumerable.Range(1, 25).Select(i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{Repeat($"*{(char)('a' + i - 1)}, ", 9)}]\n")) },
        { "one long word", "a: " + Repeat("x", 2_000_000) },
        { "one long quote", "a: \"" + Repeat("x", 2_000_000) },
        { "one long escape", "a: \"" + Repeat("\\u202e", 300_000) + "\"" },
        { "backslashes", "a: \"" + Repeat("\\", 1_999_999) },
        { "quotes", "a: " + Repeat("'", 1_999_999) },
        { "empty lines", "a: x\n" + Repeat("\n", 2_000_000) },
        { "empty lines in text", "a: x\n" + Repeat("\n", 1_000_000) + "  y\n" },
        { "empty lines in quotes", "a: 'x\n" + Repeat("\n", 1_000_000) + "  y'\n" },
        { "spaces", "a:" + Repeat(" ", 2_000_000) },
        { "spaces in text", "a: x" + Repeat(" ", 1_000_000) + "y\n" },
        { "tabs", Repeat("\t", 2_000_000) + "a: 1" },
        { "tab lines", "a:\n" + Repeat("\tb: 1\n", 100_000) },
        { "list items", "a:\n" + Repeat("- x\n", 500_000) },
        { "keys", string.Concat(Enumerable.Range(0, 150_000).Select(i => $"k{i}: 1\n")) },
        { "the same key", Repeat("a: 1\n", 90_000) },
        { "documents", Repeat("a: 1\n---\n", 100_000) },
        { "document marks", Repeat("---\n", 100_000) },
        { "comments", Repeat("#\n", 1_000_000) },
        { "comments behind values", Repeat("a: 1 #x\n", 100_000) },
        { "hashes", "a: 1" + Repeat(" #", 1_000_000) },
        { "hashes in brackets", "a: [" + Repeat(" #\n", 600_000) + "]" },
        { "directives", Repeat("%A\n", 500_000) },
        { "carriage returns", Repeat("\r", 2_000_000) },
        { "bidi", "a: " + Repeat("\u202e", 600_000) },
        { "NUL", Repeat("\0", 2_000_000) },
        { "colons", Repeat(":", 2_000_000) },
        { "colons with spaces", Repeat(": ", 1_000_000) },
        { "keys on a line", Repeat("a: ", 600_000) },
        { "long lines without colon", Repeat(Repeat("x", 1_500) + "\n", 1_300) },
        { "block with a deep line", "a: |\n" + Repeat(" ", 1_000_000) + "x\n" },
        { "folded lines", "a: >\n" + Repeat(" x\n\n  y\n", 200_000) },
        { "block of blank lines", "a: |\n" + Repeat("  \n", 600_000) },
    };

    [Theory]
    [MemberData(nameof(Inputs), DisableDiscoveryEnumeration = true)]
    public void Ends_quickly_on_a_small_stack(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Loaded? loaded = null;
        var clock = new Stopwatch();
        var allocated = 0L;
        var thread = new Thread(
            () =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                clock.Start();
                loaded = Loading.Load(bytes);
                clock.Stop();
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            },
            1024 * 1024);
        thread.Start();

        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), $"{name} hangs");
        Assert.NotNull(loaded);
        Assert.True(loaded.Map is not null || loaded.Problems.Count > 0, $"{name}: neither a tree nor a word");
        Assert.InRange(loaded.Problems.Count, 0, 101);
        // At most 0.4 s on a quiet machine; what is quadratic takes minutes.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{name} took {clock.Elapsed}");
        Assert.True(allocated < 150_000_000, $"{name} allocated {allocated:N0} bytes");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {clock.ElapsedMilliseconds} ms, {allocated / 1024:N0} KB, {(loaded.Problems.Count > 0 ? loaded.Problems[0] : null)}");
    }

    [Fact]
    public void Thirty_two_levels_are_read_and_one_more_is_refused()
    {
        Assert.Empty(Loading.Load("a: " + Repeat("[", 31) + Repeat("]", 31)).Problems);
        Assert.Equal(["1:35 UP1107"], Loading.Load("a: " + Repeat("[", 32) + Repeat("]", 32)).Places);
    }

    [Fact]
    public void Two_hundred_thousand_events_are_the_limit() =>
        Assert.Equal("UP1108", Assert.Single(Loading.Load("a:\n" + Repeat("- x\n", 200_000)).Problems).Code);

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
