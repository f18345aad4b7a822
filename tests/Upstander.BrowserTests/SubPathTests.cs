using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Upstander.BrowserTests;

/// <summary>A site works wherever a publisher puts it: here under a path of a server.</summary>
public sealed class SubPathTests(Browsing browsing)
{
    [Fact]
    public async Task The_site_works_below_a_path_of_a_server()
    {
        var browser = browsing.Browser;
        var folder = Path.Combine(browsing.Site.Root, "learner");
        using var server = new Server(folder);
        await using var context = await browser.NewContextAsync();
        var tab = await context.NewPageAsync();
        var (problems, asked) = (new ConcurrentQueue<string>(), 0);
        tab.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                problems.Enqueue($"{message.Text} {message.Location}");
            }
        };
        tab.PageError += (_, error) => problems.Enqueue(error);
        tab.Response += (_, response) =>
        {
            Interlocked.Increment(ref asked);
            if (response.Status != 200 || !response.Url.StartsWith(server.Address, StringComparison.Ordinal))
            {
                problems.Enqueue($"{response.Status} {response.Url}");
            }
        };

        await tab.GotoAsync(server.Address + "index.html");
        Assert.True(await tab.Locator("#search").IsVisibleAsync(), "The script does not run on a server.");
        await tab.Locator(".row h3 a").First.ClickAsync();
        await tab.Locator("#handouts ~ * a").First.ClickAsync();
        await tab.Locator(".sheet-bar a").First.ClickAsync();
        await tab.Locator(".masthead .brandmark").ClickAsync();
        Assert.Equal(server.Address + "index.html", tab.Url);

        foreach (var page in browsing.Site.Pages.Where(p => p.Audience == "learner" && !p.IsPrint))
        {
            await tab.GotoAsync(server.Address + page.Path["learner/".Length..]);
        }

        Assert.True(asked > 20, "Hardly anything was asked for.");
        Browsing.None(problems);
    }

    /// <summary>Answers on this machine only, with the files of one folder.</summary>
    private sealed class Server : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly string folder;

        public Server(string folder)
        {
            this.folder = folder;
            Address = $"http://127.0.0.1:{FreePort()}/pages/course/";
            listener.Prefixes.Add(Address);
            listener.Start();
            _ = Serve();
        }

        public string Address { get; }

        public void Dispose() => listener.Close();

        private async Task Serve()
        {
            try
            {
                while (true)
                {
                    var call = await listener.GetContextAsync();
                    var file = Path.Combine(folder, call.Request.Url!.AbsolutePath["/pages/course/".Length..]);
                    call.Response.StatusCode = File.Exists(file) ? 200 : 404;
                    call.Response.ContentType = Path.GetExtension(file) switch { ".css" => "text/css", ".js" => "text/javascript", _ => "text/html; charset=utf-8" };
                    var body = File.Exists(file) ? await File.ReadAllBytesAsync(file) : [];
                    try
                    {
                        await call.Response.OutputStream.WriteAsync(body);
                        call.Response.Close();
                    }
                    catch (HttpListenerException)
                    {
                        // The page was left before it had everything; the next one is still to be served.
                    }
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private static int FreePort()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}
