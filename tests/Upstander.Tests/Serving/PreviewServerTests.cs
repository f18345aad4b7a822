using System.Net;
using System.Net.Sockets;
using System.Text;
using Upstander.Serving;

namespace Upstander.Tests.Serving;

public sealed class PreviewServerTests : IDisposable
{
    private readonly List<string> asked = [];
    private readonly PreviewServer server;
    private string state = "{\"n\":1}";

    public PreviewServerTests() => server = Start(Find, _ => state);

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("127.0.0.1:PORT", 200)]
    [InlineData("localhost:PORT", 200)]
    [InlineData("LOCALHOST:PORT", 200)]
    [InlineData("localhost", 421)]
    [InlineData("localhost:1", 421)]
    [InlineData("localhost:PORT.example.org", 421)]
    public async Task It_answers_to_names_of_this_machine(string host, int status) => Assert.Equal(status, (await Ask($"GET / HTTP/1.1\r\nHost: {host}")).Status);

    [Theory]
    [InlineData("example.org")]
    [InlineData("example.org:PORT")]
    [InlineData("127.0.0.1.example.org:PORT")]
    public async Task It_answers_to_no_other_name(string host)
    {
        var answer = await Ask($"GET /page.html HTTP/1.1\r\nHost: {host}");

        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain("A page", answer.Text, StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Without_a_host_there_is_no_answer() => Assert.InRange((await Ask("GET / HTTP/1.0")).Status, 400, 499);

    [Theory]
    [InlineData("GET http://example.org/page.html HTTP/1.1\r\nHost: localhost:PORT")]
    [InlineData("GET /page.html HTTP/1.1\r\nHost: localhost:PORT\r\nHost: example.org")]
    [InlineData("GET /page.html HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: http://example.org")]
    [InlineData("GET /page.html HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: null")]
    [InlineData("GET /page.html HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 3\r\n\r\nabc")]
    public async Task What_other_sites_and_clumsy_programs_send_is_refused(string request)
    {
        Assert.InRange((await Ask(request)).Status, 400, 499);
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Its_own_pages_may_ask() => Assert.Equal(200, (await Get("/page.html", "\r\nOrigin: http://localhost:PORT")).Status);

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task It_can_only_be_read(string method)
    {
        var answer = await Ask($"{method} /page.html HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 0");

        Assert.Equal(405, answer.Status);
        Assert.Contains("Allow: GET, HEAD", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_tells_the_length_and_sends_nothing()
    {
        var answer = await Ask("HEAD /page.html HTTP/1.1\r\nHost: localhost:PORT");

        Assert.Equal((200, ""), (answer.Status, answer.Text));
        Assert.Contains("Content-Length: 6", answer.Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_say_what_they_are_and_what_browsers_may_do()
    {
        var answer = await Get("/page.html");

        Assert.Equal("A page", answer.Text);
        foreach (var header in (string[])
        [
            "Content-Type: text/html; charset=utf-8", "X-Content-Type-Options: nosniff", "Cache-Control: no-store", "Content-Security-Policy: frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy: same-origin",
        ])
        {
            Assert.Contains(header, answer.Head, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Access-Control", answer.Head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../page.html")]
    [InlineData("/%2e%2e/page.html")]
    [InlineData("/..%2fpage.html")]
    [InlineData("/x/../page.html")]
    [InlineData("//page.html")]
    [InlineData("/./page.html")]
    [InlineData("/page.html%00")]
    [InlineData("/..\\page.html")]
    public async Task Paths_are_names_and_lead_nowhere_else(string path) => Assert.Equal(404, (await Get(path)).Status);

    [Fact]
    public async Task A_path_may_be_written_in_percent_signs_and_have_a_query()
    {
        Assert.Equal(200, (await Get("/p%61ge.html?x=1")).Status);
        Assert.Equal(["/page.html"], asked);
    }

    [Fact]
    public async Task Very_long_addresses_are_refused() => Assert.InRange((await Get("/" + new string('a', 3_000))).Status, 400, 499);

    [Fact]
    public async Task A_browser_hears_the_state_and_each_new_one()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /-/events?path=%2Fpage.html HTTP/1.1\r\nHost: localhost:{server.Port}\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        Assert.Contains("text/event-stream", await Until(reader, "Content-Type"), StringComparison.Ordinal);
        Assert.Equal("data: {\"n\":1}", await Until(reader, "data:"));
        state = "{\"n\":2}";
        server.Announce();
        Assert.Equal("data: {\"n\":2}", await Until(reader, "data:"));
    }

    [Fact]
    public async Task Only_so_many_pages_may_listen()
    {
        List<TcpClient> clients = [];
        try
        {
            var statuses = new List<string?>();
            for (var i = 0; i < 65; i++)
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /-/events?path=/ HTTP/1.1\r\nHost: localhost:{server.Port}\r\n\r\n"), TestContext.Current.CancellationToken);
                statuses.Add(await new StreamReader(client.GetStream()).ReadLineAsync(TestContext.Current.CancellationToken));
            }

            Assert.All(statuses[..64], s => Assert.Equal("HTTP/1.1 200 OK", s));
            Assert.StartsWith("HTTP/1.1 503", statuses[64], StringComparison.Ordinal);
            Assert.Equal(200, (await Get("/page.html")).Status);
        }
        finally
        {
            clients.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public void A_port_has_one_server() => Assert.Null(PreviewServer.Start(server.Port, Find, _ => ""));

    [Fact]
    public async Task Other_addresses_of_this_machine_hear_nothing()
    {
        var others = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), TestContext.Current.CancellationToken)).Where(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)).ToList();
        Assert.SkipWhen(others.Count == 0, "This machine has no other address.");
        using var client = new TcpClient();

        await Assert.ThrowsAsync<SocketException>(async () => await client.ConnectAsync(others[0], server.Port, TestContext.Current.CancellationToken));
    }

    /// <summary>A server on a port that nobody has.</summary>
    internal static PreviewServer Start(Func<string, Served> find, Func<string, string> status)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            if (PreviewServer.Start(port, find, status) is { } server)
            {
                return server;
            }
        }

        throw new InvalidOperationException("There is no free port.");
    }

    private static async Task<string> Until(StreamReader reader, string start)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return "";
    }

    private Served Find(string path)
    {
        asked.Add(path);
        return path is "/page.html" or "/" ? new Served("A page"u8.ToArray(), Served.Html) : new Served("None"u8.ToArray(), Served.Html, 404);
    }

    private Task<(int Status, string Head, string Text)> Get(string path, string more = "") => Ask($"GET {path} HTTP/1.1\r\nHost: localhost:PORT{more}");

    /// <summary>Sends exactly this, as no well-meaning library would.</summary>
    private async Task<(int Status, string Head, string Text)> Ask(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var text = request.Replace("PORT", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        text = text.Contains("\r\n\r\n", StringComparison.Ordinal) ? text.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal) : text + "\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var parts = answer.Split("\r\n\r\n", 2);
        return (int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), parts[0], parts.Length > 1 ? parts[1] : "");
    }
}
