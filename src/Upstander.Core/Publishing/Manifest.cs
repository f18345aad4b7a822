using System.Buffers;
using System.Text.Json;

namespace Upstander.Publishing;

/// <summary>A file that a build has put into the output folder.</summary>
/// <param name="Path">Relative to the output folder.</param>
/// <param name="Hash">SHA-256 of its content in lower-case hexadecimal.</param>
/// <param name="Maker">What made it, in the compiler's words, such as <c>guide a-clear-yes</c>; may be empty.</param>
public sealed record ManifestEntry(string Path, string Hash, string Maker);

/// <summary>
/// What is ours in an output folder, as far as the manifest and the journal of a build that died can tell. Both are read as
/// if a stranger had written them: an entry that could not be ours is ignored, so that nothing outside can be touched.
/// </summary>
internal sealed class Manifest
{
    public const int MaxBytes = 256 * 1024 * 1024;
    private const int MaxMaker = 200;
    private const int Version = 1;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private Manifest(IReadOnlyDictionary<string, ManifestEntry> files, int ignored)
    {
        Files = files;
        Ignored = ignored;
    }

    public static Manifest Empty { get; } = new(new Dictionary<string, ManifestEntry>(), 0);

    /// <summary>By path.</summary>
    public IReadOnlyDictionary<string, ManifestEntry> Files { get; }

    /// <summary>How many entries were none of ours.</summary>
    public int Ignored { get; }

    /// <summary>Null when the bytes are no manifest.</summary>
    public static Manifest? Read(ReadOnlyMemory<byte> bytes)
    {
        var files = new Dictionary<string, ManifestEntry>(StringComparer.Ordinal);
        var ignored = 0;
        var whole = Entries(bytes, "manifest", (string path, ref Utf8JsonReader json) =>
        {
            if (Entry(path, ref json) is not { } made || !IsOurs(path) || !files.TryAdd(path, made))
            {
                ignored++;
            }
        });
        return whole ? new Manifest(files, ignored) : null;
    }

    /// <summary>The same entries always give the same bytes.</summary>
    public static ReadOnlyMemory<byte> Write(IReadOnlyCollection<ManifestEntry> entries, string tool) => Write("manifest", tool, entries.Sum(e => 150L + e.Path.Length + e.Maker.Length), json =>
    {
        foreach (var entry in entries.OrderBy(e => e.Path, StringComparer.Ordinal))
        {
            json.WriteStartObject(entry.Path);
            json.WriteString("hash", entry.Hash);
            json.WriteString("maker", entry.Maker);
            json.WriteEndObject();
        }
    });

    /// <summary>The journal's paths with every hash under which a file there is ours; null when the bytes are no journal.</summary>
    public static Dictionary<string, JournalEntry>? ReadJournal(ReadOnlyMemory<byte> bytes, out int ignored)
    {
        var files = new Dictionary<string, JournalEntry>(StringComparer.Ordinal);
        var skipped = 0;
        var whole = Entries(bytes, "journal", (string path, ref Utf8JsonReader json) =>
        {
            var entry = JsonElement.ParseValue(ref json);
            var hashes = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("hashes", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(h => h.ValueKind == JsonValueKind.String ? h.GetString()! : "").ToList()
                : [];
            var maker = entry.ValueKind == JsonValueKind.Object ? Text(entry, "maker") : null;
            if (maker is not { Length: <= MaxMaker } || hashes.Count == 0 || !hashes.All(IsHash) || !IsOurs(path)
                || !files.TryAdd(path, new JournalEntry(path, [.. hashes.Distinct(StringComparer.Ordinal)], maker)))
            {
                skipped++;
            }
        });
        ignored = skipped;
        return whole ? files : null;
    }

    public static ReadOnlyMemory<byte> WriteJournal(IReadOnlyCollection<JournalEntry> entries, string tool) => Write("journal", tool, entries.Sum(e => 100L + e.Path.Length + e.Maker.Length + (80 * e.Hashes.Count)), json =>
    {
        foreach (var entry in entries.OrderBy(e => e.Path, StringComparer.Ordinal))
        {
            json.WriteStartObject(entry.Path);
            json.WriteString("maker", entry.Maker);
            json.WriteStartArray("hashes");
            foreach (var hash in entry.Hashes.Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(hash);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    });

    // A buffer that grows by doubling would need three times as much, and a large course has tens of megabytes here.
    private static ReadOnlyMemory<byte> Write(string kind, string tool, long about, Action<Utf8JsonWriter> files)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(about + 4096, MaxBytes));
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber(kind, Version);
            json.WriteString("tool", tool);
            json.WriteStartObject("files");
            files(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>Takes the value that the reader stands on, up to its end.</summary>
    private delegate void Visit(string path, ref Utf8JsonReader json);

    // A large course has some hundred thousand entries: they are read as they come, without a tree of them.
    private static bool Entries(ReadOnlyMemory<byte> bytes, string kind, Visit visit)
    {
        try
        {
            var json = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { MaxDepth = 8 });
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var (isKind, hasFiles) = (false, false);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString();
                json.Read();
                if (name == kind)
                {
                    isKind = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) && number == Version;
                }

                if (name == "files" && json.TokenType == JsonTokenType.StartObject)
                {
                    hasFiles = true;
                    while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                    {
                        var path = json.GetString()!;
                        json.Read();
                        visit(path, ref json);
                    }
                }
                else
                {
                    json.Skip();
                }
            }

            // What stands behind the end is damage too.
            return !json.Read() && isKind && hasFiles;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is a text with half a surrogate pair.
            return false;
        }
    }

    // An entry, or null where something else stands there; either way the reader is at its end.
    internal static ManifestEntry? Entry(string path, ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        var (hash, maker) = ((string?)null, (string?)null);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var (isHash, isMaker) = (json.ValueTextEquals("hash"u8), json.ValueTextEquals("maker"u8));
            json.Read();
            var text = (isHash || isMaker) && json.TokenType == JsonTokenType.String ? json.GetString() : null;
            hash = isHash ? text : hash;
            maker = isMaker ? text : maker;
            json.Skip();
        }

        return hash is not null && IsHash(hash) && maker is { Length: <= MaxMaker } ? new ManifestEntry(path, hash, maker) : null;
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Only what we would write ourselves, spelled as we would spell it.
    private static bool IsOurs(string path) =>
        string.Equals(OutputPath.Normalize(path, out _), path, StringComparison.Ordinal);

    private static bool IsHash(string text) => text.Length == 64 && !text.AsSpan().ContainsAnyExcept(Digits);
}

/// <summary>A path that a build was about to change, with every hash under which a file there is ours.</summary>
internal sealed record JournalEntry(string Path, IReadOnlyList<string> Hashes, string Maker);
