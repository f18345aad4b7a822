using System.Globalization;

namespace Upstander.Tests.Golden;

/// <summary>The same input gives the same bytes, the manifest among them, whatever the machine is like.</summary>
public class DeterminismTests
{
    private static readonly string Input = Path.Combine(Project.ToolFolder, "tests", "golden", "every-field", "input");

    [Theory]
    [InlineData(1, "")]
    [InlineData(4, "")]
    [InlineData(4, "tr-TR")]
    [InlineData(1, "de-DE")]
    [InlineData(2, "ar-SA")]
    public void Threads_and_cultures_change_no_byte(int threads, string culture)
    {
        using var first = new OutputOf(Input);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            using var second = new OutputOf(Input, request => request with { Threads = threads });

            Assert.Equal(first.Files.Keys, second.Files.Keys);
            Lists.AssertEmpty(first.Files.Where(f => !f.Value.AsSpan().SequenceEqual(second.Files[f.Key])).Select(f => f.Key));
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void The_day_changes_no_byte()
    {
        using var first = new OutputOf(Input);
        using var second = new OutputOf(Input, request => request with { Today = Project.Today.AddDays(30) });

        Assert.All(first.Files, f => Assert.Equal(f.Value, second.Files[f.Key]));
    }
}
