using System.Text.RegularExpressions;
using Upstander.Lessons;
using Upstander.Workspaces;

namespace Upstander.Overlays;

/// <summary>
/// What an overlay keeps beside its files, in a folder whose name begins with a dot so that nothing is built from it: bases as they were when patches were looked
/// at, named by their content, and a base that was fetched.
/// </summary>
public static partial class KeptFiles
{
    /// <summary>The folder.</summary>
    public const string Folder = ".upstander";

    /// <summary>Where the base of some content is kept; part of the overlay, to be kept in version control with it.</summary>
    public static string BasePath(string overlayFolder, string content) => Path.Combine(overlayFolder, Folder, "bases", NameOf(content) + ".zip");

    /// <summary>The name under which the base of some content is kept: its first 16 digits.</summary>
    public static string NameOf(string content) => content[..16];

    /// <summary>Where a fetched base lies; it can be fetched again at any time.</summary>
    public static string FetchedPath(string overlayFolder, GitBase git) =>
        Path.Combine(overlayFolder, Folder, "fetched", ContentHash.Of($"{git.Git.Value}\n{git.At.Value}")[..16] + ".zip");

    /// <summary>Whether a file of this name is one that the tool keeps there.</summary>
    public static bool IsKept(string fileName) => KeptName().IsMatch(fileName);

    [GeneratedRegex(@"^[0-9a-f]{16}\.zip\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeptName();
}
