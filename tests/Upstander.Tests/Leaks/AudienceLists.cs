namespace Upstander.Tests.Leaks;

/// <summary>Reads the lists of fields that learners and families may see.</summary>
internal static class AudienceLists
{
    public static IReadOnlyList<string> Read(string list) =>
        [.. File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Upstander.Tests", "Leaks", list)).Where(l => l.Length > 0 && l[0] != '#')];
}
