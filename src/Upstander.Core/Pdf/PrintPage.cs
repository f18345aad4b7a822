using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Workspaces;

namespace Upstander.Pdf;

/// <summary>
/// Makes a page whole before it goes to the browser: style sheets, pictures and fonts of the project are put into it, and nothing is left in it that
/// would fetch, run or show anything else. What a page cannot have on paper is a finding; nothing is left out in silence. The browser holds to the
/// same rules by itself, so a page that is read differently there gets no further.
/// </summary>
internal sealed class PrintPage(Assets assets)
{
    private const string Policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">";

    /// <summary>Elements that show another file or play something.</summary>
    private static readonly HashSet<string> Refused = new(StringComparer.Ordinal)
    {
        "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "fencedframe", "video", "audio", "base",
    };

    private static readonly string[] LinkSchemes = ["https:", "http:", "mailto:", "tel:", "sms:"];

    private readonly Dictionary<string, ReadOnlyMemory<byte>> files = assets.Files.ToDictionary(f => f.Name, f => f.File.Bytes, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Css, IReadOnlyList<string> Faults)> sheets = new(StringComparer.Ordinal);

    /// <summary>The page as the browser gets it; null after an error.</summary>
    /// <param name="made">The page as its template made it.</param>
    /// <param name="problems">Gets what it cannot have.</param>
    public string? Make(MadePage made, DiagnosticBag problems)
    {
        var html = new HtmlScan(made.Text);
        var edit = new Edit(this, made, html, problems);
        edit.Run();
        return edit.Failed ? null : edit.Text();
    }

    /// <summary>A file of the project as a <c>data:</c> address.</summary>
    private string Address(string name) => addresses.GetOrAdd(name, n => $"data:{KindOf(n)};base64,{Convert.ToBase64String(files[n].Span)}");

    private static string KindOf(string name) => AssetKinds.MediaTypeOf(System.IO.Path.GetExtension(name)) ?? "application/octet-stream";

    /// <summary>The name of the file of the project that an address means, seen from a folder; null when it means something else.</summary>
    private string? Name(string address, string folder)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? address : address[..end];
        if (path.Length == 0 || path[0] == '/' || path.Contains(':', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }

        List<string> parts = [.. folder.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        foreach (var part in Uri.UnescapeDataString(path).Split('/'))
        {
            switch (part)
            {
                case "" or ".":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        return parts is ["assets", .. var rest] && string.Join('/', rest) is var name && files.ContainsKey(name) ? name : null;
    }

    /// <summary>A style sheet of the project with its fonts and pictures in it.</summary>
    private (string Css, IReadOnlyList<string> Faults) Sheet(string name) => sheets.GetOrAdd(name, n =>
    {
        var faults = new List<string>();
        var css = Css(Encoding.UTF8.GetString(files[n].Span).TrimStart('\uFEFF'), FolderOf("assets/" + n), faults);
        if (css.Contains("</", StringComparison.Ordinal))
        {
            faults.Add($"the style sheet '{n}' holds '</'");
        }

        return (css, faults);
    });

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

    /// <summary>Puts files into style rules in place of their addresses.</summary>
    private string Css(string css, string folder, List<string> faults)
    {
        var text = new StringBuilder(css.Length);
        var kept = 0;
        for (var at = 0; at < css.Length;)
        {
            switch (css[at])
            {
                case '/' when At("/*", at):
                    at = css.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var close ? close + 2 : css.Length;
                    break;
                case '"' or '\'':
                    at = PastString(at);
                    break;
                case '@' when At("@import", at):
                    faults.Add("@import in a style sheet");
                    at += 7;
                    break;
                case 'u' or 'U' when At("url(", at):
                    var from = at + 4;
                    while (from < css.Length && char.IsWhiteSpace(css[from]))
                    {
                        from++;
                    }

                    var quoted = from < css.Length && css[from] is '"' or '\'';
                    var end = quoted ? PastString(from) : css.IndexOf(')', from) is >= 0 and var paren ? paren : css.Length;
                    var address = (quoted ? css[(from + 1)..Math.Max(from + 1, end - 1)] : css[from..end]).Trim();
                    if (!address.StartsWith('#') && !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                    {
                        if (Name(address, folder) is { } name)
                        {
                            text.Append(css, kept, from - kept).Append('"').Append(Address(name)).Append('"');
                            kept = end;
                        }
                        else
                        {
                            faults.Add($"'{address}' in a style");
                        }
                    }

                    at = end;
                    break;
                default:
                    at++;
                    break;
            }
        }

        return kept == 0 ? css : text.Append(css, kept, css.Length - kept).ToString();

        bool At(string word, int place) => string.Compare(css, place, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

        int PastString(int start)
        {
            for (var i = start + 1; i < css.Length; i++)
            {
                if (css[i] == '\\')
                {
                    i++;
                }
                else if (css[i] == css[start] || css[i] == '\n')
                {
                    return i + 1;
                }
            }

            return css.Length;
        }
    }

    /// <summary>The way through one page.</summary>
    private sealed class Edit(PrintPage owner, MadePage made, HtmlScan html, DiagnosticBag problems)
    {
        private readonly StringBuilder text = new(made.Text.Length + (32 * 1024));
        private readonly string folder = FolderOf(made.Page.Path);
        private int kept;
        private bool hasTitle;
        private bool hasLanguage;

        public bool Failed { get; private set; }

        public string Text()
        {
            text.Append(html.Text, kept, html.Text.Length - kept);
            var head = new StringBuilder("<!doctype html>");
            if (!hasLanguage)
            {
                head.Append("<html lang=\"").Append(WebUtility.HtmlEncode(made.Language)).Append("\">");
            }

            head.Append(Policy);
            if (!hasTitle)
            {
                head.Append("<title>").Append(WebUtility.HtmlEncode(made.Title)).Append("</title>");
            }

            return text.Insert(0, head.ToString()).ToString();
        }

        public void Run()
        {
            for (var i = 0; i < html.Count; i++)
            {
                var tag = html[i];
                if (tag.Kind == HtmlTagKind.Start)
                {
                    i = Read(i, tag);
                }
            }
        }

        /// <summary>Looks at a tag and gives the number of the last tag that is done with it.</summary>
        private int Read(int index, HtmlTag tag)
        {
            switch (tag.Name)
            {
                case "script":
                    LeaveOut("a script", "what it does is missing on paper: make it without a script, or mark the script's place as screen only");
                    Replace(tag.Start, html[tag.Last].End, "");
                    return tag.Last;
                case "meta":
                    ReadMeta(tag);
                    return index;
                case "link":
                    ReadLink(tag);
                    return index;
                case "style":
                    var end = tag.End + html.After(index).Length;
                    var faults = new List<string>();
                    Replace(tag.End, end, owner.Css(html.Text[tag.End..end], folder, faults));
                    Refuse(faults);
                    return index;
                case "source":
                    // Of a picture: its img stays. Those of films and sounds go with them.
                    Replace(tag.Start, tag.End, "");
                    return index;
                case "title":
                    hasTitle |= !html.After(index).IsWhiteSpace();
                    break;
                case "html":
                    hasLanguage |= html.Says(tag, "lang");
                    break;
            }

            if (Refused.Contains(tag.Name))
            {
                Refuse([$"<{tag.Name}>"]);
                return index;
            }

            ReadAttributes(tag);
            return index;
        }

        private void ReadMeta(HtmlTag tag)
        {
            var kind = html.Value(tag, "http-equiv")?.Trim() ?? "";
            if (kind.Equals("refresh", StringComparison.OrdinalIgnoreCase))
            {
                Refuse(["<meta http-equiv=\"refresh\">"]);
            }
            else if (kind.Equals("Content-Security-Policy", StringComparison.OrdinalIgnoreCase))
            {
                // The policy of the page is for its files; the one for paper is stricter.
                Replace(tag.Start, tag.End, "");
            }
        }

        private void ReadLink(HtmlTag tag)
        {
            var rel = html.Value(tag, "rel") ?? "";
            var address = html.Value(tag, "href") ?? "";
            if (!HtmlScan.HasWord(rel, "stylesheet") || HtmlScan.HasWord(rel, "alternate") || html.Has(tag, "disabled"))
            {
                // Icons and the like: nothing that is printed.
                Replace(tag.Start, tag.End, "");
            }
            else if (owner.Name(address, folder) is { } name && name.EndsWith(".css", StringComparison.Ordinal))
            {
                var (css, faults) = owner.Sheet(name);
                var media = html.Value(tag, "media") is { } m ? $" media=\"{WebUtility.HtmlEncode(m)}\"" : "";
                Replace(tag.Start, tag.End, $"<style{media}>{css}</style>");
                Refuse(faults);
            }
            else
            {
                Refuse([$"the style sheet '{address}'"]);
            }
        }

        private void ReadAttributes(HtmlTag tag)
        {
            foreach (var attribute in html.AttributesOf(tag))
            {
                var name = attribute.Name is "xlink:href" ? "href" : attribute.Name;
                switch (name)
                {
                    case "style" when html.Value(attribute).Contains("url(", StringComparison.OrdinalIgnoreCase):
                        var faults = new List<string>();
                        var css = owner.Css(Value(attribute), folder, faults);
                        ReplaceValue(attribute, css);
                        Refuse(faults);
                        break;
                    case "href" when tag.Name is "a" or "area":
                        ReadTarget(attribute);
                        break;
                    case "src" or "background" or "poster":
                    case "href" when tag.Name is not ("a" or "area"):
                        ReadFile(tag, attribute);
                        break;
                    case "loading":
                        ReplaceValue(attribute, "eager");
                        break;
                    case "srcset" when html.Says(tag, "src"):
                        // Other sizes of the picture in src.
                        ReplaceValue(attribute, "");
                        break;
                    case "srcset":
                        Refuse(["srcset without src"]);
                        break;
                }
            }
        }

        private void ReadTarget(HtmlAttribute attribute)
        {
            var address = Value(attribute).Trim();
            if (address.Length > 0 && address[0] != '#' && !LinkSchemes.Any(s => address.StartsWith(s, StringComparison.OrdinalIgnoreCase)))
            {
                LeaveOut($"the link to '{address}'", "a PDF is mailed around alone: lead to web addresses, or to a place in the page itself");
                ReplaceValue(attribute, "#");
            }
        }

        private void ReadFile(HtmlTag tag, HtmlAttribute attribute)
        {
            var address = Value(attribute).Trim();
            if (address.Length == 0 || address[0] == '#' || address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            if (tag.Name != "use" && owner.Name(address, folder) is { } name)
            {
                ReplaceValue(attribute, owner.Address(name));
            }
            else
            {
                Refuse([$"'{address}' in <{tag.Name}>"]);
            }
        }

        private string Value(HtmlAttribute attribute) => WebUtility.HtmlDecode(html.Value(attribute).ToString());

        /// <summary>A value without quotation marks gets some: what stands there now may hold anything.</summary>
        private void ReplaceValue(HtmlAttribute attribute, string value)
        {
            var quote = attribute.Length == 0 || html.Text[attribute.Start - 1] is '"' or '\'' ? "" : "\"";
            if (attribute.Length > 0)
            {
                Replace(attribute.Start, attribute.Start + attribute.Length, quote + WebUtility.HtmlEncode(value) + quote);
            }
        }

        private void Replace(int from, int to, string by)
        {
            if (from < kept)
            {
                return;
            }

            text.Append(html.Text, kept, from - kept).Append(by);
            kept = to;
        }

        private void LeaveOut(string what, string hint) => problems.Add(PdfProblems.LeftOut.At(Place, $"a PDF has no place for {what} of this template", hint));

        private void Refuse(IEnumerable<string> what)
        {
            foreach (var each in what)
            {
                Failed = true;
                problems.Add(PdfProblems.Refused.At(Place, $"a PDF cannot be made with {each}", PdfProblems.RefusedHint));
            }
        }

        private SourceSpan Place => SourceSpan.Whole($"templates/{made.Page.Document.Template}");
    }
}
