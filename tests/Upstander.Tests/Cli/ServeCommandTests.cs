using System.Net;
using System.Net.Sockets;
using Upstander.Cli;
using Upstander.Cli.Commands;

namespace Upstander.Tests.Cli;

public class ServeCommandTests
{
    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        using var project = new Project();

        var ran = Command.Run("serve", project.Folder + "/nowhere");

        Assert.Equal((2, ""), (ran.Exit, ran.Out));
        Assert.Contains("UP1001", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public void A_port_is_a_number_that_there_is(string port) => Assert.Equal(2, Command.Run("serve", "--port", port).Exit);

    [Fact]
    public void A_port_that_is_taken_is_told()
    {
        using var project = new Project();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var ran = Command.Run("serve", project.Folder, "--port", $"{port}", "--no-check");

        Assert.Equal((3, ""), (ran.Exit, ran.Out));
        Assert.Contains($"Port {port} is taken", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_where_it_is_what_changed_and_what_is_wrong_and_ends_well()
    {
        using var project = new Project();
        var output = new Lines();
        var error = new Lines();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = Task.Run(
            () => ServeCommand.Serve(project.Request, null, open: false, new Terminal(output, error), TimeSpan.FromMilliseconds(200), stop.Token), TestContext.Current.CancellationToken);

        Assert.Matches("^http://localhost:43[0-9]{2}/$", (await output.Wait("http")).Trim());
        await error.Wait("No errors and no warnings.");
        project.ChangeLesson("title: Asking first", "titel: Asking first");
        await error.Wait("did you mean 'title'?");
        await error.Wait("The pages stay as they were until this is mended.");
        await error.Wait("asking-first.yaml changed: ");
        project.ChangeLesson("titel: Asking first", "title: Asking first");
        await error.Wait("No errors and no warnings.", times: 2);

        await stop.CancelAsync();
        Assert.Equal(0, await serving.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
    }

    /// <summary>What a command writes while it runs.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly Lock gate = new();

        public override void Write(char value)
        {
            lock (gate)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (gate)
            {
                base.Write(buffer, index, count);
            }
        }

        public override void Write(string? value)
        {
            lock (gate)
            {
                base.Write(value);
            }
        }

        public override string ToString()
        {
            lock (gate)
            {
                return base.ToString();
            }
        }

        /// <summary>Waits until a text stands there, or stands there so often.</summary>
        public async Task<string> Wait(string text, int times = 1)
        {
            for (var i = 0; i < 1_200; i++)
            {
                if (ToString().Split(text).Length > times && ToString().EndsWith('\n'))
                {
                    return ToString();
                }

                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.Fail($"'{text}' did not come:\n{this}");
            return "";
        }
    }
}
