using System.IO.Enumeration;
using Upstander.Diagnostics;

namespace Upstander.Overrides;

/// <summary>Which templates somebody means who names some: by their names, shorter, by folder or by pattern.</summary>
/// <param name="Names">Those that are meant, in ordinal order.</param>
/// <param name="Fault">What is wrong, as a sentence; null where nothing is.</param>
public sealed record TemplateChoice(IReadOnlyList<string> Names, string? Fault)
{
    private const string Folder = "templates/";

    /// <summary>Finds what a word means.</summary>
    /// <param name="word">
    /// <c>html/guide.html.scriban</c>, or without endings <c>html/guide</c>, or <c>guide</c> where one file only is called so; a folder <c>html/parts</c>; a
    /// pattern <c>html/*</c>, where a star stands for letters but not for folders. <c>templates/</c> may stand in front.
    /// </param>
    /// <param name="known">All names below <c>templates/</c>.</param>
    public static TemplateChoice Find(string word, IReadOnlyList<string> known)
    {
        var name = word.Replace('\\', '/');
        name = (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name).Replace("//", "/", StringComparison.Ordinal);
        name = name.StartsWith(Folder, StringComparison.Ordinal) ? name[Folder.Length..] : name;
        if (name is "documents.yaml" or "labels.yaml" or "documents" or "labels")
        {
            var file = name.Split('.')[0] + ".yaml";
            return Wrong($"'{file}' is not ejected: yours is laid over the tool's, so it holds only what differs. See docs/templates.md.");
        }

        if (known.Contains(name, StringComparer.Ordinal))
        {
            return new TemplateChoice([name], null);
        }

        var isFolder = name.EndsWith('/');
        var bare = name.TrimEnd('/');
        if (bare.Length == 0)
        {
            return Wrong("Name a template, such as html/guide; 'upstander list templates' lists them.");
        }

        var found = bare.AsSpan().IndexOfAny('*', '?') >= 0 ? known.Where(k => Matches(bare, k)).ToList()
            : isFolder ? In(bare, known)
            : [.. known.Where(k => IsShort(bare, k))];
        if (found.Count == 0 && !isFolder)
        {
            found = In(bare, known);
        }

        if (found.Count > 0)
        {
            return new TemplateChoice(found, null);
        }

        // A name alone may be any file's, as long as it is one's only.
        var called = bare.Contains('/', StringComparison.Ordinal) || isFolder ? [] : known.Where(k => IsShort(bare, k[(k.LastIndexOf('/') + 1)..])).ToList();
        return called.Count switch
        {
            1 => new TemplateChoice(called, null),
            > 1 => Wrong($"'{word}' may be {string.Join(", ", called.SkipLast(1))} or {called[^1]}: name its folder too."),
            _ => Wrong(Nearest.To(bare, [.. known.Select(Stem), .. known, .. known.SelectMany(Folders), .. known.Select(k => k[(k.LastIndexOf('/') + 1)..])]) is { } near
                ? $"There is no template '{word}'. Did you mean '{near}'?"
                : $"There is no template '{word}'. 'upstander list templates' lists them."),
        };
    }

    /// <summary>A name without <c>.scriban</c>, the kind of file before it and every other ending.</summary>
    public static string Stem(string name)
    {
        var at = name.IndexOf('.', name.LastIndexOf('/') + 1);
        return at > 0 ? name[..at] : name;
    }

    private static IEnumerable<string> Folders(string name)
    {
        for (var at = name.IndexOf('/', StringComparison.Ordinal); at > 0; at = name.IndexOf('/', at + 1))
        {
            yield return name[..at];
        }
    }

    private static TemplateChoice Wrong(string fault) => new([], fault);

    private static bool IsShort(string given, string name) => name == given || name == given + ".scriban" || Stem(name) == given;

    private static List<string> In(string folder, IReadOnlyList<string> known) => [.. known.Where(k => k.StartsWith(folder + "/", StringComparison.Ordinal))];

    private static bool Matches(string pattern, string name)
    {
        var (parts, names) = (pattern.Split('/'), name.Split('/'));
        return parts.Length == names.Length && parts.Zip(names).All(p => FileSystemName.MatchesSimpleExpression(p.First, p.Second, ignoreCase: false));
    }
}
