using System.Net;
using System.Reflection;
using System.Text;

namespace Upstander.Serving;

/// <summary>Pages that the preview has beside those of the curriculum.</summary>
internal static class OwnPages
{
    /// <summary>Script and style of the preview, and of the pages below.</summary>
    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Upstander.Serving.{name}")
            ?? throw new InvalidOperationException($"There is no {name} in this program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The way in: the sites of the audiences side by side.</summary>
    /// <param name="title">Title of the curriculum.</param>
    /// <param name="sites">Name of each site, where it is, and whom it is for.</param>
    public static byte[] Start(string title, IEnumerable<(string Name, string Address, string About)> sites) => Page(title, $"""
          <h1>{Escape(title)}</h1>
          <p>A preview while you write. Save a file, and the page that you look at shows it.</p>
          <ul class="sites">
        {string.Join('\n', sites.Select(s => $"    <li><a href=\"{Escape(s.Address)}\"><strong>{Escape(s.Name)}</strong> <span>{Escape(s.About)}</span></a></li>"))}
          </ul>
        """);

    /// <summary>Says in a sentence or two why there is no page.</summary>
    public static byte[] Note(string title, string text, string? address = null, string? link = null) => Page(title, $"""
          <h1>{Escape(title)}</h1>
          <p>{Escape(text)}</p>
          <p><a href="{Escape(address ?? "/")}">{Escape(link ?? "To the start of the preview")}</a></p>
        """);

    private static byte[] Page(string title, string main) => Encoding.UTF8.GetBytes($"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="referrer" content="no-referrer">
          <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
          <title>{Escape(title)}</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/-/own.css">
        </head>
        <body>
        <main>
        {main}
        </main>
        </body>
        </html>

        """.ReplaceLineEndings("\n"));

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
