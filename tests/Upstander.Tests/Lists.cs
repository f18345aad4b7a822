namespace Upstander.Tests;

/// <summary>Assertions whose message shows the whole list.</summary>
internal static class Lists
{
    public static void AssertEmpty(IEnumerable<string> items)
    {
        var all = items.ToList();
        if (all.Count > 0)
        {
            Assert.Fail(string.Join('\n', all));
        }
    }
}
