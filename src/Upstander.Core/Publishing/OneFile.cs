using System.Text;
using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>Writes a single file that a command was asked to write, such as a baseline.</summary>
public static class OneFile
{
    /// <summary>Writes it whole or not at all; false after a finding.</summary>
    public static bool Write(string path, string text, DiagnosticBag problems)
    {
        var temporary = path + ".tmp";
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (Disk.IsRefusal(e))
        {
            problems.Add(PublishingProblems.Refused.At(SourceSpan.Whole(path), $"the file cannot be written: {Disk.Words(e)}", "check the folder and its permissions"));
            return false;
        }
    }
}
