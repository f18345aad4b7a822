namespace Upstander.Workspaces;

/// <summary>The names of our own files in an output folder: publishing writes them, and reading skips folders that hold one.</summary>
public static class OutputMarks
{
    /// <summary>Lists every file that a build has put there.</summary>
    public const string Manifest = ".upstander-manifest.json";

    /// <summary>Says what a build is putting there at the moment, or was when it died.</summary>
    public const string Journal = ".upstander-journal.json";

    /// <summary>Held open by the build that works in the folder.</summary>
    public const string Lock = ".upstander-lock";

    /// <summary>Holds pages until all of them are ready.</summary>
    public const string Staging = ".upstander-staging";
}
