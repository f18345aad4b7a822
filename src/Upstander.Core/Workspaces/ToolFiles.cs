namespace Upstander.Workspaces;

/// <summary>Finds the templates, rules, standards, lessons and schemas that ship with the tool.</summary>
public static class ToolFiles
{
    /// <summary>
    /// The folder that holds them: <c>content/</c> beside the program when installed, else the root of the repository
    /// that the program was built in. Null when neither is there.
    /// </summary>
    public static string? Find(string baseDirectory)
    {
        var installed = Path.Combine(baseDirectory, "content");
        if (File.Exists(Path.Combine(installed, "templates", "documents.yaml")))
        {
            return installed;
        }

        for (var folder = new DirectoryInfo(baseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tool.sln")) && File.Exists(Path.Combine(folder.FullName, "templates", "documents.yaml")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
