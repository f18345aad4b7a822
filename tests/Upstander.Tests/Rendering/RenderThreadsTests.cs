using System.Globalization;
using Upstander.Rendering;

namespace Upstander.Tests.Rendering;

public class RenderThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Every_item_is_done_once(int degree)
    {
        var done = new int[500];
        RenderThreads.ForEach([.. Enumerable.Range(0, done.Length)], degree, i => Interlocked.Increment(ref done[i]), CancellationToken.None);
        Assert.All(done, count => Assert.Equal(1, count));
    }

    [Fact]
    public void The_stack_is_deep_and_the_culture_is_none()
    {
        static int Down(int levels)
        {
            Span<byte> room = stackalloc byte[1_000];
            room[0] = 1;
            return levels == 0 ? room[0] : Down(levels - 1) + room[0];
        }

        var culture = "";
        RenderThreads.ForEach([8_000], 1, levels => (_, culture) = (Down(levels), CultureInfo.CurrentCulture.Name), CancellationToken.None);
        Assert.Equal("", culture);
    }

    [Fact]
    public void An_exception_comes_back_to_the_caller_as_it_was()
    {
        var exception = Assert.Throws<InvalidDataException>(
            () => RenderThreads.ForEach([1, 2, 3], 3, i => throw (i > 0 ? new InvalidDataException("x") : new IOException()), CancellationToken.None));
        Assert.Equal("x", exception.Message);
    }

    [Fact]
    public void Cancelling_begins_no_more_items()
    {
        using var source = new CancellationTokenSource();
        var done = 0;
        Assert.Throws<OperationCanceledException>(() => RenderThreads.ForEach(
            [.. Enumerable.Range(0, 1_000)],
            1,
            i =>
            {
                done++;
                if (i == 9)
                {
                    source.Cancel();
                }
            },
            source.Token));
        Assert.Equal(10, done);
    }

    [Fact]
    public void One_thread_begins_at_the_front_and_the_others_at_the_end()
    {
        var done = new System.Collections.Concurrent.ConcurrentQueue<(string? Thread, int Item)>();
        using var together = new Barrier(2);
        RenderThreads.ForEach(
            [.. Enumerable.Range(0, 6)],
            2,
            i =>
            {
                done.Enqueue((Thread.CurrentThread.Name, i));
                together.SignalAndWait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            },
            TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 2], done.Where(d => d.Thread == "render 0").Select(d => d.Item));
        Assert.Equal([5, 4, 3], done.Where(d => d.Thread == "render 1").Select(d => d.Item));
    }

    [Fact]
    public void Nothing_to_do_is_done() => RenderThreads.ForEach(Array.Empty<int>(), 2, _ => throw new InvalidOperationException(), CancellationToken.None);
}
