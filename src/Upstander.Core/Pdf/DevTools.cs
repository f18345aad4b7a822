using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Upstander.Pdf;

/// <summary>What the browser said to a call.</summary>
/// <param name="Result">Its result; undefined after a fault.</param>
/// <param name="Fault">Why there is none, in the browser's words; null when there is one.</param>
internal readonly record struct Answer(JsonElement Result, string? Fault)
{
    /// <summary>The text of a member of the result; empty where there is none.</summary>
    public string Text(string member) => Fault is null && Result.TryGetProperty(member, out var value) ? value.GetString() ?? "" : "";
}

/// <summary>
/// A small client of the DevTools protocol over a pair of pipes: calls, answers and events are JSON texts that end with a zero byte. When the
/// pipes close, whoever closed them, every open call is answered with a fault: nobody waits for a browser that is gone.
/// </summary>
internal sealed class DevTools
{
    private readonly Stream toBrowser;
    private readonly Stream fromBrowser;
    private readonly Lock writing = new();
    private readonly ArrayBufferWriter<byte> message = new(64 * 1024);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Answer>> open = new();
    private readonly ConcurrentDictionary<string, Action<string, JsonElement>> listeners = new(StringComparer.Ordinal);
    private volatile bool ended;
    private int calls;

    /// <summary>Begins to listen.</summary>
    /// <param name="toBrowser">What the browser reads.</param>
    /// <param name="fromBrowser">What it writes.</param>
    public DevTools(Stream toBrowser, Stream fromBrowser)
    {
        this.toBrowser = toBrowser;
        this.fromBrowser = fromBrowser;
        new Thread(Listen) { IsBackground = true, Name = "browser" }.Start();
    }

    /// <summary>Whether the browser is gone.</summary>
    public bool Ended => ended;

    /// <summary>Tells a listener about every event of a session: its name and what it says. The listener must be quick, as all answers wait for it.</summary>
    public void Hear(string session, Action<string, JsonElement> listener) => listeners[session] = listener;

    /// <summary>Forgets a session.</summary>
    public void Forget(string session) => listeners.TryRemove(session, out _);

    /// <summary>Calls a method of the browser.</summary>
    /// <param name="session">The tab; null for the browser as a whole.</param>
    /// <param name="method">For example <c>Page.printToPDF</c>.</param>
    /// <param name="parameters">Writes what goes along; null for nothing.</param>
    public Task<Answer> Call(string? session, string method, Action<Utf8JsonWriter>? parameters = null)
    {
        var id = Interlocked.Increment(ref calls);
        var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answer;
        if (ended || !Send(id, session, method, parameters))
        {
            // Who cannot be written to is gone, whether or not its silence was heard yet.
            ended = true;
            Settle(id, new Answer(default, "the browser is gone"));
        }

        return answer.Task;
    }

    private bool Send(int id, string? session, string method, Action<Utf8JsonWriter>? parameters)
    {
        lock (writing)
        {
            message.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(message))
            {
                json.WriteStartObject();
                json.WriteNumber("id", id);
                json.WriteString("method", method);
                if (session is not null)
                {
                    json.WriteString("sessionId", session);
                }

                json.WriteStartObject("params");
                parameters?.Invoke(json);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            message.GetSpan(1)[0] = 0;
            message.Advance(1);
            try
            {
                toBrowser.Write(message.WrittenSpan);
                toBrowser.Flush();
                return true;
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    private void Listen()
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var read = fromBrowser.Read(buffer, length, buffer.Length - length);
                if (read <= 0)
                {
                    break;
                }

                var begin = 0;
                for (var from = length; buffer.AsSpan(from, length + read - from).IndexOf((byte)0) is >= 0 and var at; from = begin)
                {
                    Receive(buffer.AsMemory(begin, from + at - begin));
                    begin = from + at + 1;
                }

                length += read;
                buffer.AsSpan(begin, length - begin).CopyTo(buffer);
                length -= begin;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or JsonException)
        {
            // The pipe broke, or the other side does not speak the protocol: it ends below either way.
        }

        ended = true;
        foreach (var id in open.Keys)
        {
            Settle(id, new Answer(default, "the browser is gone"));
        }
    }

    private void Receive(ReadOnlyMemory<byte> text)
    {
        // The buffer is used again, so what is handed on is a copy.
        var message = JsonElement.Parse(text.Span);
        if (message.TryGetProperty("id", out var id))
        {
            Settle(
                id.GetInt32(),
                message.TryGetProperty("error", out var error)
                    ? new Answer(default, error.TryGetProperty("message", out var why) ? why.GetString() ?? "" : "")
                    : new Answer(message.GetProperty("result"), null));
        }
        else if (message.TryGetProperty("sessionId", out var session)
            && message.TryGetProperty("method", out var method)
            && message.TryGetProperty("params", out var said)
            && listeners.TryGetValue(session.GetString()!, out var listener))
        {
            listener(method.GetString()!, said);
        }
    }

    private void Settle(int id, Answer answer)
    {
        if (open.TryRemove(id, out var waiting))
        {
            waiting.TrySetResult(answer);
        }
    }
}
