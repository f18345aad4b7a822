using System.Net;
using System.Net.Sockets;
using Upstander.Pdf;
using Upstander.Tests.Cli;

namespace Upstander.Tests.Pdf;

/// <summary>
/// Templates that would have the browser read files, call somewhere or never end. They are stopped before the browser sees them; and a page
/// that the reader of templates misjudges is stopped by the browser itself, which the second half shows by giving it the page as it is.
/// </summary>
public sealed class HostileTemplateTests(HostileTemplateTests.Shared shared) : IClassFixture<HostileTemplateTests.Shared>
{
    private const string Secret = "a file of somebody else";

    /// <summary>{0} is a file on this machine, {1} a web address of it.</summary>
    public static TheoryData<string> Attacks =>
    [
        "<iframe src=\"file://{0}\"></iframe>",
        "<object data=\"file://{0}\" type=\"text/html\"></object>",
        "<embed src=\"file://{0}\">",
        "<frameset><frame src=\"file://{0}\"></frameset>",
        "<meta http-equiv=\"refresh\" content=\"0;url=file://{0}\">",
        "<meta http-equiv=\"refresh\" content=\"0;url={1}\">",
        "<base href=\"{1}\"><img src=\"a.png\" alt=\"\">",
        "<link rel=\"stylesheet\" href=\"{1}\">",
        "<style>@import \"{1}\";</style>",
        "<img src=\"{1}\" alt=\"\">",
        "<img src=\"file://{0}\" alt=\"\">",
        "<p style=\"background: url({1})\">x</p>",
        "<svg><image href=\"{1}\" width=\"9\" height=\"9\"/></svg>",
        "<video src=\"{1}\" poster=\"{1}\"></video>",
        "<iframe srcdoc=\"&lt;iframe src='file://{0}'&gt;\"></iframe>",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void A_template_that_asks_for_it_builds_nothing_and_is_named(string attack)
    {
        using var target = new Target();
        using var project = Project($"<h1>Card</h1>{target.Fill(attack)}<p>End</p>");

        var ran = Command.Build(project, Printing.Variable, "--format", "pdf", "--document", "support-card");

        Assert.Equal(1, ran.Exit);
        Assert.Contains(ran.ErrorLines, l => l.StartsWith("templates/print/support-card.html.scriban: error UP1905", StringComparison.Ordinal));
        Assert.Empty(project.Files());
        Assert.Equal(0, target.Calls);
    }

    [Theory]
    [InlineData("<script>while (true) { }</script>")]
    [InlineData("<script>location = 'file:///etc/passwd'</script>")]
    [InlineData("<script>document.body.innerHTML = 'scripted'</script>")]
    public void A_script_does_not_run_and_its_author_is_told(string script)
    {
        using var project = Project($"<h1>Card</h1><p>Before</p>{script}<p onclick=\"x()\">After</p>");

        var ran = Command.Build(project, Printing.Variable, "--format", "pdf", "--document", "support-card");

        Assert.Equal(0, ran.Exit);
        Assert.Single(ran.ErrorLines, l => l.StartsWith("templates/print/support-card.html.scriban: warning UP1906", StringComparison.Ordinal));
        Assert.Equal("Card Before After", Words(File.ReadAllBytes(Path.Combine(project.Output, "learner", "asking-first", "support-card.pdf"))));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    [InlineData("<script>document.body.append('{1}'); fetch('{1}')</script>")]
    [InlineData("<script>while (true) { }</script>")]
    [InlineData("<script src=\"{1}\"></script>")]
    [InlineData("<body onload=\"location='{1}'\">")]
    [InlineData("<img src=x onerror=\"location='file://{0}'\">")]
    [InlineData("<link rel=\"prefetch\" href=\"{1}\"><link rel=\"preconnect\" href=\"{1}\"><link rel=\"dns-prefetch\" href=\"{1}\">")]
    [InlineData("<p style=\"background: image-set('{1}' 1x)\">x</p>")]
    [InlineData("<svg><use href=\"{1}#a\"/><filter id=f><feImage href=\"{1}\"/></filter><rect width=9 height=9 filter=\"url(#f)\"/></svg>")]
    [InlineData("<svg><image width=9 height=9><set attributeName=href to=\"{1}\" begin=0s /></image></svg>")]
    [InlineData("<form action=\"{1}\"><input autofocus></form><a ping=\"{1}\" href=\"{1}\">x</a>")]
    public async Task The_browser_itself_reads_no_file_calls_nobody_and_comes_to_an_end(string attack)
    {
        using var target = new Target();
        var (tab, _) = await Tab.Open(shared.Browser.Protocol);

        // Once without a policy in the page, once more in the same tab: what the first one left behind must not help the second.
        for (var time = 0; time < 2; time++)
        {
            var print = await tab!.Print($"<!doctype html><h1>Card</h1>{target.Fill(attack)}", 8.5, 11).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            if (print.Bytes is { } bytes)
            {
                Assert.DoesNotContain(Secret, Words(bytes), StringComparison.Ordinal);
            }
        }

        await tab!.Close();
        Assert.Equal(0, target.Calls);
    }

    [Fact]
    public async Task What_the_browser_does_not_get_is_told()
    {
        var (tab, _) = await Tab.Open(shared.Browser.Protocol);

        var print = await tab!.Print("<!doctype html><img src=\"https://example.org/a.png\" alt=\"\">", 8.5, 11);

        Assert.Contains(print.Refused, r => r.Contains("https://example.org/a.png", StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_the_browser_finds_is_an_error_too()
    {
        // The reader of templates looks for url(), not for every way to name a picture in a style.
        var (files, findings) = Printing.Print([Printing.Page("<p style=\"background: image-set('https://example.org/a.png' 1x)\">x</p>")]);

        Assert.Empty(files);
        var finding = Assert.Single(findings);
        Assert.Equal(PdfProblems.Refused.Code, finding.Code);
        Assert.Contains("https://example.org/a.png", finding.Message, StringComparison.Ordinal);
    }

    private static string Words(byte[] pdf) => string.Join(' ', Printing.Poppler("pdftotext", pdf).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Project Project(string body) => new Project()
        .Write("templates/print/support-card.html.scriban", $"<!doctype html><html lang=\"en-US\"><head><title>Card</title></head><body>{body}</body></html>");

    /// <summary>One browser for all tests here, each in a tab of its own.</summary>
    public sealed class Shared : IDisposable
    {
        private readonly Lazy<BrowserProcess> process = new(() => BrowserProcess.Start(Printing.Browser, out _)!);

        internal BrowserProcess Browser => process.Value;

        public void Dispose()
        {
            if (process.IsValueCreated)
            {
                process.Value.Dispose();
            }
        }
    }

    /// <summary>Something to reach for: a file, and a server that counts who calls.</summary>
    private sealed class Target : IDisposable
    {
        private readonly TcpListener server = new(IPAddress.Loopback, 0);
        private readonly string file = Path.GetTempFileName();
        private int calls;

        public Target()
        {
            File.WriteAllText(file, Secret);
            server.Start();
            _ = Count();
        }

        public int Calls => Volatile.Read(ref calls);

        public string Fill(string attack) => attack
            .Replace("{0}", file.Replace('\\', '/'), StringComparison.Ordinal)
            .Replace("{1}", $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/a.png", StringComparison.Ordinal);

        public void Dispose()
        {
            server.Dispose();
            File.Delete(file);
        }

        private async Task Count()
        {
            try
            {
                while (true)
                {
                    using var caller = await server.AcceptTcpClientAsync();
                    Interlocked.Increment(ref calls);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
