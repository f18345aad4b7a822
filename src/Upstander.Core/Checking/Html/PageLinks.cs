using System.Net;
using System.Text;
using Upstander.Binding;
using Upstander.Documents;

namespace Upstander.Checking.Html;

/// <summary>What links need to know of a page that was made. The page itself is not kept: ids and addresses are hashes, and links that are well leave nothing.</summary>
/// <param name="Page">Which one it is.</param>
/// <param name="Ids">Hashes of the ids that a fragment may name, in order; empty where the page is no HTML.</param>
/// <param name="Dead">Links that lead nowhere, whatever other pages are like.</param>
/// <param name="Far">Links to a place on another page.</param>
internal sealed record PageLinks(Page Page, ulong[] Ids, IReadOnlyList<DeadLink> Dead, IReadOnlyList<FarLink> Far);

/// <summary>A link that leads nowhere.</summary>
/// <param name="Fault">What is wrong with it.</param>
/// <param name="Written">The address as it stands on the page.</param>
/// <param name="Target">What it leads to, as a path in the output folder.</param>
/// <param name="Nearest">The id of the same page that was meant, most likely; else null.</param>
internal sealed record DeadLink(LinkFault Fault, string Written, string Target, string? Nearest = null);

/// <summary>A link to a place on another page.</summary>
/// <param name="Target">Hash of that page's path.</param>
/// <param name="Place">Hash of the fragment.</param>
/// <param name="Written">The address as it stands on the page.</param>
/// <param name="Path">The other page's path in the output folder.</param>
internal sealed record FarLink(ulong Target, ulong Place, string Written, string Path);

/// <summary>What is wrong with a link.</summary>
internal enum LinkFault
{
    /// <summary>The file is not there.</summary>
    NoFile,

    /// <summary>It names a folder, which only a web server shows.</summary>
    Folder,

    /// <summary>It begins at the top of a server, which is not always the top of the site.</summary>
    FromTop,

    /// <summary>It leaves the site of its audience.</summary>
    Outside,

    /// <summary>The page is there, the place on it is not.</summary>
    NoPlace,
}

/// <summary>Reads the links of pages, as browsers do: references resolved, percent signs decoded, queries left out.</summary>
/// <param name="holds">Whether the output folder holds a file, told by the hash of its path.</param>
internal sealed class LinkReader(Func<ulong, bool> holds)
{
    /// <summary>A hash that is the same for the same text; of no use outside of one run.</summary>
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        // FNV-1a: a few dozen characters each, and many of them.
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>Reads a page of HTML.</summary>
    public PageLinks Read(Page page, HtmlScan html)
    {
        var reading = new Reading(page, holds);
        for (var i = 0; i < html.Count; i++)
        {
            var tag = html[i];
            if (tag.Kind != HtmlTagKind.Start)
            {
                continue;
            }

            foreach (var attribute in html.AttributesOf(tag))
            {
                switch (attribute.Name)
                {
                    case "id" or "name" when attribute.Name == "id" || tag.Name == "a":
                        reading.AddId(html.Value(attribute));
                        break;
                    case "href" when tag.Name == "base":
                        reading.Base = Decoded(html.Value(attribute));
                        break;
                    case "href" or "src" or "poster" or "action" or "formaction" or "xlink:href" or "background" or "data":
                        reading.Add(html.Value(attribute));
                        break;
                    case "srcset" or "imagesrcset":
                        foreach (var candidate in Decoded(html.Value(attribute)).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                        {
                            reading.Add(candidate.Split(' ')[0]);
                        }

                        break;
                    case "style":
                        AddStyle(Decoded(html.Value(attribute)));
                        break;
                }
            }

            if (tag.Name == "style")
            {
                AddStyle(html.After(i).ToString());
            }
        }

        return reading.Done(ofIds: true);

        void AddStyle(string style)
        {
            foreach (var (start, length) in Requests.Urls(style, 0, style.Length))
            {
                reading.Add(style.AsSpan(start, length));
            }
        }
    }

    /// <summary>Reads a page of Markdown: links and pictures, but none in code.</summary>
    public PageLinks Read(Page page, string markdown)
    {
        var reading = new Reading(page, holds);
        var inFence = false;
        foreach (var range in markdown.AsSpan().Split('\n'))
        {
            var line = markdown.AsSpan(range);
            var begin = line.TrimStart();
            if (begin.StartsWith("```", StringComparison.Ordinal) || begin.StartsWith("~~~", StringComparison.Ordinal))
            {
                inFence = !inFence;
                continue;
            }

            for (var at = 0; !inFence && line[at..].IndexOf("](", StringComparison.Ordinal) is >= 0 and var found;)
            {
                var start = at + found + 2;
                at = start;
                if ((start > 2 && line[start - 3] == '\\') || line[..start].Count('`') % 2 == 1)
                {
                    continue;
                }

                var isBracketed = start < line.Length && line[start] == '<';
                var rest = line[(isBracketed ? start + 1 : start)..];
                var end = isBracketed ? rest.IndexOf('>') : EndOfTarget(rest);
                if (end > 0)
                {
                    reading.Add(rest[..end]);
                }
            }
        }

        return reading.Done(ofIds: false);
    }

    /// <summary>Brackets in an address come in pairs; a blank ends it.</summary>
    private static int EndOfTarget(ReadOnlySpan<char> text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when depth-- == 0:
                case ' ':
                    return i;
            }
        }

        return -1;
    }

    private static string Decoded(ReadOnlySpan<char> value) => value.Contains('&') ? WebUtility.HtmlDecode(value.ToString()) : value.ToString();

    /// <summary>One page while it is read.</summary>
    private sealed class Reading(Page page, Func<ulong, bool> holds)
    {
        private readonly HashSet<ulong> ids = [];
        private readonly List<string> idTexts = [];
        private readonly List<(string Address, string Fragment)> near = [];
        private readonly HashSet<ulong> seen = [];
        private readonly List<DeadLink> dead = [];
        private readonly List<FarLink> far = [];

        /// <summary>Where addresses of the page begin, if not at the page.</summary>
        public string? Base { get; set; }

        public void AddId(ReadOnlySpan<char> id)
        {
            var text = Decoded(id);
            if (ids.Add(Hash(text)))
            {
                idTexts.Add(text);
            }
        }

        public void Add(ReadOnlySpan<char> address)
        {
            address = address.Trim();
            if (address.Contains('&'))
            {
                address = WebUtility.HtmlDecode(address.ToString());
            }

            // Most pages say most of their links several times.
            if (address.Length == 0 || !seen.Add(Hash(address)))
            {
                return;
            }

            if (address[0] == '#' && Base is null)
            {
                near.Add((address.ToString(), address[1..].ToString()));
                return;
            }

            var special = address.IndexOfAny(":/?#");
            if ((special >= 0 && address[special] == ':') || address.StartsWith("//", StringComparison.Ordinal))
            {
                return;
            }

            if (address[0] == '/')
            {
                dead.Add(new DeadLink(LinkFault.FromTop, address.ToString(), ""));
                return;
            }

            Follow(address);
        }

        // Above the sites lies what all of them share; what lies in one of them is for its audience alone.
        private bool IsAbove(List<string> steps) => !For.Names.Any(n => n.Name == steps[0]) && holds(Hash(string.Join('/', steps)));

        public PageLinks Done(bool ofIds)
        {
            foreach (var (address, fragment) in ofIds ? near : [])
            {
                if (!Leads(fragment, ids))
                {
                    dead.Add(new DeadLink(LinkFault.NoPlace, address, page.OutputPath, Diagnostics.Nearest.To(Uri.UnescapeDataString(fragment), idTexts)));
                }
            }

            return new PageLinks(page, [.. ids.Order()], dead, far);
        }

        private void Follow(ReadOnlySpan<char> address)
        {
            var end = address.IndexOfAny('?', '#');
            var path = end < 0 ? address : address[..end];
            var fragment = address.IndexOf('#') is >= 0 and var sign ? address[(sign + 1)..] : default;
            var from = page.OutputPath.AsSpan();
            if (path.Length > 0)
            {
                List<string> steps = [.. page.OutputPath.Split('/')[..^1]];
                var way = Base is null ? path.ToString() : Base[..(Base.LastIndexOf('/') + 1)] + path.ToString();
                foreach (var step in (way.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(way) : way).Split('/'))
                {
                    if (step == "..")
                    {
                        steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
                    }
                    else if (step is not ".")
                    {
                        steps.Add(step);
                    }
                }

                if (steps.Count == 0 || (steps[0] != For.NameOf(page.Audience) && !IsAbove(steps)))
                {
                    dead.Add(new DeadLink(LinkFault.Outside, address.ToString(), ""));
                    return;
                }

                if (path[^1] == '/' || path is "." or ".." || path.EndsWith("/..", StringComparison.Ordinal) || path.EndsWith("/.", StringComparison.Ordinal))
                {
                    dead.Add(new DeadLink(LinkFault.Folder, address.ToString(), string.Join('/', steps).TrimEnd('/') + "/"));
                    return;
                }

                from = string.Join('/', steps).Normalize(NormalizationForm.FormC);
            }

            var target = Hash(from);
            if (!holds(target))
            {
                dead.Add(new DeadLink(LinkFault.NoFile, address.ToString(), from.ToString()));
            }
            else if (from.SequenceEqual(page.OutputPath))
            {
                if (fragment.Length > 0)
                {
                    near.Add((address.ToString(), fragment.ToString()));
                }
            }
            else if (fragment.Length > 0 && !IsTop(fragment))
            {
                far.Add(new FarLink(target, Hash(Uri.UnescapeDataString(fragment.ToString())), address.ToString(), from.ToString()));
            }
        }
    }

    /// <summary>Whether a fragment leads to one of these ids, to the top of the page or to some words of it.</summary>
    private static bool Leads(ReadOnlySpan<char> fragment, HashSet<ulong> ids) =>
        IsTop(fragment) || ids.Contains(Hash(fragment)) || (fragment.Contains('%') && ids.Contains(Hash(Uri.UnescapeDataString(fragment.ToString()))));

    private static bool IsTop(ReadOnlySpan<char> fragment) =>
        fragment.Length == 0 || fragment.Equals("top", StringComparison.OrdinalIgnoreCase) || fragment.StartsWith(":~:", StringComparison.Ordinal);
}
