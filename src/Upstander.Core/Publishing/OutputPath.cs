using System.Text;
using Upstander.Workspaces;

namespace Upstander.Publishing;

/// <summary>The rules for where an output may lie: names that every file system, host and address bar takes for the same thing.</summary>
public static class OutputPath
{
    /// <summary>Windows programs know 260 characters; this leaves some for the folder above.</summary>
    public const int MaxLength = 200;

    /// <summary>More levels than any document has.</summary>
    public const int MaxDepth = 8;

    private const string NameCharacters = "-_.";

    /// <summary>
    /// The path in the one form that is written, relative with forward slashes and in Unicode form C, or null with what is
    /// wrong in words that follow the path. Names are letters, digits, hyphens, underscores and dots.
    /// </summary>
    public static string? Normalize(string path, out string? fault)
    {
        if (IsPlain(path))
        {
            fault = null;
            return path;
        }

        fault = Fault(path);
        return fault is null ? path.Normalize(NormalizationForm.FormC) : null;
    }

    /// <summary>One form for all spellings that some file system takes for the same path.</summary>
    public static string Fold(string path) => FileNames.Fold(path);

    /// <summary>Whether a path is one of the many that are fine at first sight: small letters, digits, hyphens and dots, in names that no system keeps for itself.</summary>
    private static bool IsPlain(ReadOnlySpan<char> path)
    {
        if (path.Length > MaxLength || !FileNames.IsFolded(path) || path.Count('/') >= MaxDepth)
        {
            return false;
        }

        foreach (var part in path.Split('/'))
        {
            var name = path[part];
            var stem = name.IndexOf('.') is >= 0 and var dot ? dot : name.Length;
            if (stem == 0 || name.Length > FileNames.MaxLength || name[^1] == '.' || FileNames.IsDevice(name[..stem]))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Fault(string path)
    {
        if (path.Length == 0)
        {
            return "is empty";
        }

        if (path.Length > MaxLength)
        {
            return $"is longer than {MaxLength} characters";
        }

        if (path[0] == '/')
        {
            return "is absolute: it must be relative to the output folder";
        }

        if (!IsWellFormed(path))
        {
            return "is not well-formed Unicode";
        }

        var names = path.Normalize(NormalizationForm.FormC).Split('/');
        if (names.Length > MaxDepth)
        {
            return $"is more than {MaxDepth} folders deep";
        }

        foreach (var name in names)
        {
            if (name is "." or "..")
            {
                return $"holds '{name}': an output never leaves its folder";
            }

            if (FileNames.Fault(name, NameCharacters) is { } fault)
            {
                return name.Length == 0 ? "holds an empty name" : names.Length == 1 ? fault : $"holds the name '{name}', which {fault}";
            }
        }

        return null;
    }

    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
