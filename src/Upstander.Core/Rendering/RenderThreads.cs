using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Upstander.Rendering;

/// <summary>Runs work on threads with a stack that templates cannot exhaust before their own limits stop them.</summary>
public static class RenderThreads
{
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Does the work for every item on at most so many threads and returns when all are done. After an exception no new item is begun;
    /// of several exceptions, the one of the first item in the list is thrown. One thread begins at the front of the list and the others at its end, so
    /// that of large items, put in front, one is worked on at a time while there are others.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before every item was begun.</exception>
    public static void ForEach<T>(IReadOnlyList<T> items, int degree, Action<T> work, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degree, 1);
        var (front, back) = (-1, items.Count);
        var failedAt = int.MaxValue;
        ExceptionDispatchInfo? failure = null;
        var gate = new Lock();

        int Next(bool fromFront)
        {
            lock (gate)
            {
                return front + 1 >= back ? -1 : fromFront ? ++front : --back;
            }
        }

        void Run(bool fromFront)
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
            while (Volatile.Read(ref failedAt) == int.MaxValue && !cancellation.IsCancellationRequested)
            {
                var index = Next(fromFront);
                if (index < 0)
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
            var isFirst = i == 0;
            var thread = new Thread(() => Run(isFirst), StackBytes) { IsBackground = true, Name = $"render {i}" };
            thread.Start();
            threads.Add(thread);
        }

        threads.ForEach(thread => thread.Join());
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }
}
