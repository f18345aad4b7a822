using System.Globalization;
using System.Text;
using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Workspaces;

namespace Upstander.Documents;

/// <summary>The files that a brand names, looked at before anything is made with them, and the style sheet that is made of its colors and fonts.</summary>
internal static class BrandFiles
{
    /// <summary>The name of the style sheet below <c>assets/</c>. A project that has one of this name in <c>templates/assets/</c> has its own way.</summary>
    public const string StyleName = "brand.css";

    /// <summary>A logo is on every page and in every file, so it may be no larger than this, in bytes.</summary>
    public const int MaxLogoBytes = 256 * 1024;

    /// <summary>What no screen and no printer needs of a logo, in pixels.</summary>
    public const int MaxLogoSide = 2000;

    /// <summary>A font is loaded by every reader's phone and is in every PDF.</summary>
    public const int MaxFontBytes = 512 * 1024;

    private const string Folder = "assets/";

    /// <summary>Whether a brand has something to say to style sheets.</summary>
    public static bool HasStyle(Brand? brand) => brand?.Colors is not null || brand?.Fonts is { Page: not null } or { Voice: not null };

    /// <summary>Looks at the logo and the fonts of a brand.</summary>
    /// <param name="brand">The brand.</param>
    /// <param name="files">What lies in <c>assets/</c>, by name.</param>
    /// <param name="exists">Whether a file of this name is there, even where it could not be used.</param>
    /// <param name="problems">Gets the findings.</param>
    public static void Check(Brand brand, IReadOnlyDictionary<string, SourceFile> files, Func<string, bool> exists, DiagnosticBag problems)
    {
        if (Find(brand.Logo, "picture", AssetKinds.Pictures, files, exists, problems) is { } logo)
        {
            CheckLogo(brand.Logo!, logo, problems);
        }

        foreach (var font in new[] { brand.Fonts?.Page, brand.Fonts?.Voice })
        {
            if (Find(font, "font", AssetKinds.Fonts, files, exists, problems) is { } file)
            {
                CheckFont(font!, file, problems);
            }
        }
    }

    /// <summary>
    /// The style sheet of a brand; null for one that needs none. It names tokens only. A color for light mode counts in dark mode too where that has none of
    /// its own, and none of them where a reader asks for more contrast.
    /// </summary>
    /// <param name="brand">The brand.</param>
    /// <param name="files">What lies in <c>assets/</c>, by name.</param>
    public static SourceFile? Style(Brand? brand, IReadOnlyDictionary<string, SourceFile> files)
    {
        if (!HasStyle(brand))
        {
            return null;
        }

        var css = new StringBuilder("/* Colors and fonts of this edition. */\n");
        Face(css, "page", "sans", brand!.Fonts?.Page, files);
        Face(css, "voice", "serif", brand.Fonts?.Voice, files);
        if (brand.Colors is { } colors)
        {
            if ((colors.Light ?? colors.Dark) is not null)
            {
                // Second text is white too, since nothing is known of a tint of theirs.
                css.Append(":root { --on-brand-2: #ffffff; --brand-bar: var(--bar); }\n");
                Line(css, ":root { --brand: ", colors.Light, "; }");
                Line(css, "@media (prefers-color-scheme: dark) { :root { --brand: ", colors.Dark, "; } }");
                css.Append("@media (prefers-contrast: more) { :root { --brand: #002f2d; } }\n");
                css.Append("@media (prefers-contrast: more) and (prefers-color-scheme: dark) { :root { --brand: #000000; } }\n");
                css.Append("@media print { :root { --brand: #ffffff; --on-brand-2: #000000; } }\n");
            }

            Line(css, "@media print { :root { --brand-ink: ", colors.Print, "; } }");
            Line(css, "@media print and (prefers-contrast: more) { :root { --brand-ink: ", colors.Print is null ? null : "var(--ink)", "; } }");
        }

        return new SourceFile(brand.Span.File, Encoding.UTF8.GetBytes(css.ToString())) { Name = StyleName };
    }

    private static void Line(StringBuilder css, string before, Located<string>? color, string after) => Line(css, before, color?.Value, after);

    private static void Line(StringBuilder css, string before, string? value, string after)
    {
        if (value is not null)
        {
            css.Append(before).Append(value).Append(after).Append('\n');
        }
    }

    private static void Face(StringBuilder css, string role, string fallback, Located<string>? font, IReadOnlyDictionary<string, SourceFile> files)
    {
        if (font is null || !files.TryGetValue(NameOf(font) ?? "", out var file) || FontFile.Of(file.Bytes.Span) is not { } kind)
        {
            return;
        }

        // A file of one weight is the regular one, of which browsers make the bold themselves; one with axes has all weights in it.
        css.Append(CultureInfo.InvariantCulture, $"@font-face {{ font-family: \"Brand {role}\"; src: url(\"{NameOf(font)}\") format(\"{kind.Format}\"); font-weight: {(kind.HasAxes ? "1 1000" : "400")}; font-display: swap; }}\n");
        css.Append(CultureInfo.InvariantCulture, $":root {{ --font-{role}: \"Brand {role}\", var(--font-{fallback}); }}\n");
    }

    /// <summary>The name of a file below <c>assets/</c>; null for one that lies elsewhere.</summary>
    private static string? NameOf(Located<string> file) =>
        file.Value.StartsWith(Folder, StringComparison.Ordinal) ? file.Value[Folder.Length..] : null;

    private static SourceFile? Find(
        Located<string>? named, string what, IReadOnlyList<string> kinds, IReadOnlyDictionary<string, SourceFile> files, Func<string, bool> exists, DiagnosticBag problems)
    {
        if (named is null)
        {
            return null;
        }

        var name = NameOf(named);
        if (name is null || !files.TryGetValue(name, out var file))
        {
            if (name is null || !exists(name))
            {
                problems.Add(DocumentProblems.NoLogo.At(
                    named.Span,
                    $"there is no {what} '{named}'",
                    Nearest.Hint(named.Value, [.. files.Keys.Where(f => kinds.Contains(Path.GetExtension(f))).Select(f => Folder + f)]) ?? "put it into assets/ beside curriculum.yaml or overlay.yaml"));
            }

            return null;
        }

        if (kinds.Contains(Path.GetExtension(name)))
        {
            return file;
        }

        problems.Add(DocumentProblems.UnfitFile.At(named.Span, $"'{named}' is no {what}", $"name a file that ends in {string.Join(", ", kinds)}"));
        return null;
    }

    private static void CheckLogo(Located<string> named, SourceFile file, DiagnosticBag problems)
    {
        if (file.Bytes.Length > MaxLogoBytes)
        {
            problems.Add(DocumentProblems.UnfitFile.At(
                named.Span, $"the logo has {Kilobytes(file)} KB, and {MaxLogoBytes / 1024} are the most: it is on every page and in every file", "save it smaller; 600 pixels in width are plenty"));
        }
        else if (Path.GetExtension(file.Name) == ".svg")
        {
            // Looked at when it was read.
        }
        else if (PictureSize.Of(file.Bytes.Span) is not var (width, height, _))
        {
            problems.Add(DocumentProblems.UnfitFile.At(named.Span, $"the picture '{named}' is broken: it does not say how large it is", "save it again"));
        }
        else if (width > MaxLogoSide || height > MaxLogoSide)
        {
            problems.Add(DocumentProblems.UnfitFile.At(
                named.Span, $"the logo has {width} × {height} pixels, and {MaxLogoSide} on a side are the most", "save it smaller; 600 pixels in width are plenty"));
        }
    }

    private static void CheckFont(Located<string> named, SourceFile file, DiagnosticBag problems)
    {
        if (file.Bytes.Length > MaxFontBytes)
        {
            problems.Add(DocumentProblems.UnfitFile.At(
                named.Span,
                $"the font has {Kilobytes(file)} KB, and {MaxFontBytes / 1024} are the most: every reader's phone loads it, and every PDF holds it",
                "save it as WOFF2, and leave out the scripts that you do not write"));
        }
        else if (FontFile.Of(file.Bytes.Span) is null)
        {
            problems.Add(DocumentProblems.UnfitFile.At(named.Span, $"the font '{named}' is broken or cut short", "download or export it again"));
        }
    }

    private static int Kilobytes(SourceFile file) => (file.Bytes.Length + 1023) / 1024;
}
