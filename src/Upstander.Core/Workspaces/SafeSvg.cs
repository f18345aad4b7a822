using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Upstander.Diagnostics;

namespace Upstander.Workspaces;

/// <summary>
/// Whether an SVG is a drawing and nothing else: no script, nothing that moves, nothing from outside of it, and not more to draw than a picture
/// needs. Pages show it by <c>img</c> only, where browsers run and load nothing; this is for those who open the file by itself, and for what a browser
/// would do even there, such as flash or draw for ever.
/// </summary>
internal static partial class SafeSvg
{
    /// <summary>No drawing may be larger than this, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MaxDepth = 32;
    private const int MaxElements = 5_000;

    // How long a row of parts may be of which each uses the next.
    private const int MaxUses = 64;

    // How much there is to draw when everything that is used again is counted each time.
    private const int MaxDrawn = 20_000;

    private const string Svg = "http://www.w3.org/2000/svg";
    private const string Plain = "save the drawing as plain SVG, as drawing programs offer, or as PNG";

    // Of these namespaces nothing belongs into a drawing: a browser would show, run or lay out what they hold. Others mean nothing to it.
    private static readonly string[] Active = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", ""];

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "tspan", "textPath", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "switch", "view",
    };

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["script"] = "it can run",
        ["foreignObject"] = "it can hold a whole page",
        ["image"] = "it shows another file",
        ["feImage"] = "it shows another file",
        ["a"] = "it is a link",
        ["iframe"] = "it shows another page",
        ["audio"] = "it plays something",
        ["video"] = "it plays something",
        ["animate"] = "it may flash",
        ["animateColor"] = "it may flash",
        ["animateMotion"] = "it moves",
        ["animateTransform"] = "it moves",
        ["set"] = "it may flash",
        ["mpath"] = "it moves",
        ["discard"] = "it moves",
    };

    /// <summary>Whether a file is a safe drawing; everything that is not is a finding at its place.</summary>
    public static bool Check(SourceFile file, DiagnosticBag problems)
    {
        var found = new List<Diagnostic>();
        if (file.Bytes.Length > MaxBytes)
        {
            found.Add(Problem(SourceSpan.Whole(file.Path), $"the drawing is larger than {MaxBytes / 1024} KB", "simplify it, or save it as PNG"));
        }
        else
        {
            Read(file, found);
        }

        problems.AddRange(found);
        return found.Count == 0;
    }

    private static void Read(SourceFile file, List<Diagnostic> found)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Bytes.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            found.Add(Problem(SourceSpan.Whole(file.Path), "the drawing is not UTF-8", "save it again as UTF-8"));
            return;
        }

        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxBytes, CheckCharacters = true };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            new Reading(file.Path, reader, found).Run();
        }
        catch (XmlException e)
        {
            // The place of a document type is not told by the reader that refuses it.
            var type = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
            found.Add(type >= 0
                ? Problem(Place(file.Path, text.AsSpan(0, type).Count('\n') + 1, type - text.AsSpan(0, type).LastIndexOf('\n')), "the drawing has a document type, which can bring in other files", "remove the line that starts with <!DOCTYPE")
                : Problem(Place(file.Path, e.LineNumber, e.LinePosition), "the drawing is no XML that can be read from here on", Plain));
        }
    }

    private static Diagnostic Problem(SourceSpan place, string message, string hint) => WorkspaceProblems.BadAsset.At(place, message, hint);

    private static SourceSpan Place(string file, int line, int column) =>
        line < 1 ? SourceSpan.Whole(file) : new SourceSpan(file, line, Math.Max(1, column), line, Math.Max(1, column));

    [GeneratedRegex(@"url\s*\(\s*[""']?\s*(?<target>[^""')\s]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    // A drawing may look at whether the page is light or dark.
    [GeneratedRegex(@"@(?!media\b)[\w-]*", RegexOptions.IgnoreCase)]
    private static partial Regex AtRule();

    // Other ways of style sheets to name a file.
    [GeneratedRegex(@"(?<![\w-])(image|image-set|src|cross-fade|element|paint|-webkit-[\w-]*)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex OtherFile();

    [GeneratedRegex(@"(?<![\w-])(-\w+-)?(animation|transition|offset)(-[\w-]+)?\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Moves();

    /// <summary>The way through one drawing.</summary>
    private sealed class Reading(string path, XmlReader reader, List<Diagnostic> found)
    {
        private readonly IXmlLineInfo line = (IXmlLineInfo)reader;
        private readonly List<Element> elements = [];
        private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
        private readonly Stack<int> open = new();
        private bool tooMuch;

        public void Run()
        {
            while (!tooMuch && reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.XmlDeclaration:
                        if (reader.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                        {
                            Add($"the drawing says that it is {encoding}", "save it as UTF-8");
                        }

                        break;
                    case XmlNodeType.ProcessingInstruction:
                        Add($"<?{reader.Name}?> can bring in other files", "remove it");
                        break;
                    case XmlNodeType.Element:
                        Start();
                        break;
                    case XmlNodeType.EndElement:
                        End();
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when open.TryPeek(out var at) && elements[at].IsStyle:
                        Style(reader.Value, at);
                        break;
                }
            }

            if (!tooMuch && found.Count == 0)
            {
                Draw();
            }
        }

        private void Start()
        {
            var (name, space) = (reader.LocalName, reader.NamespaceURI);
            var index = elements.Count;
            elements.Add(new Element(name == "style" && space == Svg));
            if (index == 0 && (name != "svg" || space != Svg))
            {
                Add("the file does not start with <svg xmlns=\"http://www.w3.org/2000/svg\">", Plain);
                tooMuch = true;
                return;
            }

            if (elements.Count > MaxElements || open.Count >= MaxDepth)
            {
                Add(open.Count >= MaxDepth ? $"the drawing is nested deeper than {MaxDepth} elements" : $"the drawing has more than {MaxElements} elements", "simplify it, or save it as PNG");
                tooMuch = true;
                return;
            }

            if (Active.Contains(space, StringComparer.Ordinal) || (space == Svg && !Elements.Contains(name)))
            {
                Add($"<{reader.Name}> is not allowed in a drawing{(Reasons.TryGetValue(name, out var reason) ? ": " + reason : "")}", $"remove it, or {Plain}");
            }

            var empty = reader.IsEmptyElement;
            while (reader.MoveToNextAttribute())
            {
                Attribute(index);
            }

            reader.MoveToElement();
            if (empty)
            {
                elements[index].End = elements.Count;
            }
            else
            {
                open.Push(index);
            }
        }

        private void End()
        {
            if (open.TryPop(out var index))
            {
                elements[index].End = elements.Count;
            }
        }

        private void Attribute(int element)
        {
            var (name, value) = (reader.LocalName, reader.Value);
            if (reader.Prefix == "xmlns" || reader.Name == "xmlns")
            {
                return;
            }

            if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
            {
                Add($"{reader.Name} is not allowed in a drawing: it can run", "remove it");
            }
            else if (name.Equals("href", StringComparison.OrdinalIgnoreCase) || name.Equals("src", StringComparison.OrdinalIgnoreCase))
            {
                Refer(reader.Name, value.Trim(), element);
            }
            else if (reader.Name == "xml:base")
            {
                Add("xml:base is not allowed in a drawing: it leads out of it", "remove it");
            }
            else if (name == "id" && reader.Prefix.Length == 0)
            {
                ids.TryAdd(value, element);
            }
            else
            {
                Style(value, element, name == "style");
            }
        }

        /// <summary>A style, or a value that may hold parts of one, such as <c>fill="url(#sky)"</c>.</summary>
        private void Style(string css, int element, bool isStyle = true)
        {
            if (isStyle && css.Contains('\\', StringComparison.Ordinal))
            {
                Add("the style holds a backslash, behind which anything may hide", "write the character itself");
            }

            if (isStyle && AtRule().Match(css) is { Success: true } rule)
            {
                Add($"the style holds {rule.Value}, and @ rules can bring in other files or make something move", "remove it; only @media is allowed");
            }

            if (isStyle && Moves().IsMatch(css))
            {
                Add("the style makes something move, and what moves may flash", "remove animation and transition");
            }

            if (OtherFile().Match(css) is { Success: true } other && isStyle)
            {
                Add($"'{other.Value.TrimEnd('(').TrimEnd()}' in a style may name another file", "remove it");
            }

            foreach (Match match in Url().Matches(css))
            {
                Refer("url()", match.Groups["target"].Value, element);
            }
        }

        private void Refer(string by, string target, int element)
        {
            if (target is ['#', _, ..])
            {
                elements[element].Uses.Add(target[1..]);
            }
            else
            {
                var shown = target.Length > 40 ? target[..39] + "…" : target;
                Add($"{by} leads out of the drawing, to '{shown}'", "draw it in the file itself and name it by #id, or save the drawing as PNG");
            }
        }

        /// <summary>Counts what there is to draw, where something used ten times counts ten times: a short file could ask for billions.</summary>
        private void Draw()
        {
            var counted = new long?[elements.Count];
            var busy = new bool[elements.Count];
            if (Count(0, 0) is var all && all is null or > MaxDrawn)
            {
                found.Add(Problem(
                    Place(path, 1, 1),
                    all is null ? "a part of the drawing uses itself" : $"the drawing uses its own parts so often that there are more than {MaxDrawn} to draw",
                    "draw each part once, or save the drawing as PNG"));
            }

            // Null where a part uses itself.
            long? Count(int start, int depth)
            {
                if (counted[start] is { } known)
                {
                    return known;
                }

                if (busy[start] || depth > MaxUses)
                {
                    return busy[start] ? null : MaxDrawn + 1L;
                }

                busy[start] = true;
                var sum = 0L;
                for (var i = start; i < elements[start].End; i++)
                {
                    sum++;
                    foreach (var id in elements[i].Uses)
                    {
                        if (ids.TryGetValue(id, out var target))
                        {
                            if (Count(target, depth + 1) is not { } more)
                            {
                                return null;
                            }

                            sum = Math.Min(sum + more, MaxDrawn + 1L);
                        }
                    }
                }

                busy[start] = false;
                counted[start] = sum;
                return sum;
            }
        }

        private void Add(string message, string hint) => found.Add(Problem(Place(path, line.LineNumber, line.LinePosition), message, hint));
    }

    /// <summary>An element of a drawing.</summary>
    private sealed class Element(bool isStyle)
    {
        public bool IsStyle { get; } = isStyle;

        /// <summary>The number after that of the last element in it.</summary>
        public int End { get; set; }

        public List<string> Uses { get; } = [];
    }
}
