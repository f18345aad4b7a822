using System.Net;
using System.Net.Sockets;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Upstander.Serving;
using Upstander.Workspaces;

namespace Upstander.BrowserTests;

/// <summary>Writing with the preview beside it: the page follows, where it was, and says what is wrong.</summary>
public sealed class PreviewTests(Browsing browsing)
{
    private const string Lesson = "g68/a-clear-yes.yaml";
    private const string Title = "title: A clear yes";

    [Fact]
    public async Task A_page_loads_again_where_it_was_and_an_error_stands_on_it_until_it_is_mended()
    {
        await using var preview = new Served();
        var context = await browsing.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1000, Height = 700 } });
        var tab = await context.NewPageAsync();
        var asked = new List<string>();
        tab.Request += (_, request) => asked.Add(request.Url);
        await tab.GotoAsync($"{preview.Address}learner/a-clear-yes/");
        var panel = tab.GetByLabel("Preview", new() { Exact = true });
        await panel.WaitForAsync();
        await tab.EvaluateAsync("scrollTo(0, 900)");
        var before = await tab.EvaluateAsync<int>("Math.round(scrollY)");
        Assert.True(before > 300, $"The page is too short to tell: {before}");

        preview.Change(Title, "title: A clearer yes");
        await tab.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "A clearer yes" }).WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        await panel.WaitForAsync();
        await tab.WaitForFunctionAsync($"Math.abs(scrollY - {before}) <= 2");

        // As long as the file cannot be read, the page is as it was.
        preview.Change("title: A clearer yes", "title: [A clearer yes");
        await panel.GetByText("This page shows how it was before.").WaitForAsync(new() { Timeout = 60_000 });
        Assert.Matches("^[0-9]+ error", await panel.GetByRole(AriaRole.Status).TextContentAsync());
        Assert.Contains(Lesson, await panel.Locator("li").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal("A clearer yes", await tab.GetByRole(AriaRole.Heading, new() { Level = 1 }).TextContentAsync());
        Assert.InRange((await panel.BoundingBoxAsync())!.Y, 0, 30);

        preview.Change("title: [A clearer yes", Title);
        await tab.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "A clear yes" }).WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 60_000 });
        await tab.WaitForFunctionAsync("getComputedStyle(document.documentElement.lastElementChild.shadowRoot.querySelector('p')).display === 'none'");
        await tab.WaitForFunctionAsync($"Math.abs(scrollY - {before}) <= 2");
        Browsing.None(asked.Where(a => !a.StartsWith(preview.Address, StringComparison.Ordinal) && !a.StartsWith("data:", StringComparison.Ordinal)));
        await context.CloseAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(375)]
    public async Task The_way_to_leave_is_never_covered(int width)
    {
        await using var preview = new Served();
        var heavy = browsing.Site.Pages.First(p => p is { Audience: "learner", Document: "learner-page", Sensitivity: >= 2 });
        var context = await browsing.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 640 } });
        var tab = await context.NewPageAsync();
        await tab.GotoAsync($"{preview.Address}learner/{heavy.Lesson}/");
        var panel = tab.GetByLabel("Preview", new() { Exact = true });
        await panel.WaitForAsync();
        Assert.True(await IsFree());

        preview.Change(Title, "titel: A clear yes");
        await panel.GetByText("This page shows how it was before.").WaitForAsync(new() { Timeout = 60_000 });
        Assert.True(await IsFree());

        // The panel opens and closes by keyboard, and nothing in it is worse than what axe accepts.
        var axe = await tab.RunAxe();
        Browsing.None(axe.Violations.SelectMany(v => v.Nodes.Where(n => $"{n.Target}".Contains("section", StringComparison.Ordinal)).Select(n => $"{v.Id}: {n.Html}")));
        await panel.GetByRole(AriaRole.Button).FocusAsync();
        await tab.Keyboard.PressAsync("Enter");
        Assert.Equal("false", await panel.GetByRole(AriaRole.Button).GetAttributeAsync("aria-expanded"));
        await context.CloseAsync();

        Task<bool> IsFree() => tab.EvaluateAsync<bool>("""
            () => {
              const box = document.querySelector(".exit").getBoundingClientRect();
              return [[0.05, 0.1], [0.5, 0.5], [0.95, 0.9]].every(([x, y]) =>
                document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)?.closest(".exit"));
            }
            """);
    }

    /// <summary>A preview of a copy of the lessons.</summary>
    private sealed class Served : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upstander-preview-");
        private readonly CancellationTokenSource stop = new();
        private readonly PreviewServer server;
        private readonly Task following;

        public Served()
        {
            var tool = ToolFiles.Find(AppContext.BaseDirectory)!;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(tool, "lessons"), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder.FullName, Path.GetRelativePath(Path.Combine(tool, "lessons"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            var preview = new Preview(new CompileRequest(folder.FullName, tool) { Today = new DateOnly(2026, 11, 1) });
            preview.Refresh(null, CancellationToken.None);
            server = Start(preview);
            following = Task.Run(() => preview.Follow((_, _) => server.Announce(), _ => server.Announce(), TimeSpan.FromSeconds(1), stop.Token), CancellationToken.None);
        }

        public string Address => server.Address;

        public void Change(string from, string to)
        {
            var path = Path.Combine(folder.FullName, Lesson);
            var text = File.ReadAllText(path);
            Assert.Contains(from, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await following;
            server.Dispose();
            stop.Dispose();
            folder.Delete(recursive: true);
        }

        private static PreviewServer Start(Preview preview)
        {
            for (var tries = 0; tries < 20; tries++)
            {
                using var probe = new TcpListener(IPAddress.Loopback, 0);
                probe.Start();
                var port = ((IPEndPoint)probe.LocalEndpoint).Port;
                probe.Stop();
                if (PreviewServer.Start(port, preview.Find, preview.Status) is { } started)
                {
                    return started;
                }
            }

            throw new InvalidOperationException("There is no free port.");
        }
    }
}
