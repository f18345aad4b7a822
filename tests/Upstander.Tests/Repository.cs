namespace Upstander.Tests;

/// <summary>Where the repository is that these tests were built in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tool.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
