using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Upstander.Rendering;

/// <summary>Runs work on threads with a stack that templates cannot exhaust before their own limits stop them.</summary>
public static class RenderThreads
{
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Does the work for every item on at most so many threads and returns when all are done. After an exception no new item is begun;
    /// of several exceptions, the one of the first item in the list is thrown.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before every item was begun.</exception>
    public static void ForEach<T>(IReadOnlyList<T> items, int degree, Action<T> work, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        var next = -1;
        var failedAt = int.MaxValue;
        ExceptionDispatchInfo? failure = null;
        var gate = new Lock();

        void Run()
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            while (Volatile.Read(ref failedAt) == int.MaxValue && !cancellation.IsCancellationRequested)
            {
                var index = Interlocked.Increment(ref next);
                if (index >= items.Count)
                {
                    return;
                }

                try
                {
                    work(items[index]);
                }
#pragma warning disable CA1031 // An exception that leaves a thread ends the process; it is thrown again below.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    lock (gate)
                    {
                        if (index < failedAt)
                        {
                            failure = ExceptionDispatchInfo.Capture(e);
                            Volatile.Write(ref failedAt, index);
                        }
                    }
                }
            }
        }

        var threads = new List<Thread>();
        for (var i = 0; i < Math.Min(degree, items.Count); i++)
        {
            var thread = new Thread(Run, StackBytes) { IsBackground = true, Name = $"render {i}" };
            thread.Start();
            threads.Add(thread);
        }

        threads.ForEach(thread => thread.Join());
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }
}
