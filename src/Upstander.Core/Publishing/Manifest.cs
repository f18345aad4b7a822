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
    public const int MaxBytes = 64 * 1024 * 1024;
    private const int MaxMaker = 200;
    private const int Version = 1;

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
        var whole = Entries(bytes, "manifest", (path, entry) =>
        {
            var made = entry.ValueKind == JsonValueKind.Object
                && Text(entry, "hash") is { } hash && IsHash(hash)
                && Text(entry, "maker") is { Length: <= MaxMaker } maker
                ? new ManifestEntry(path, hash, maker)
                : null;
            if (made is null || !IsOurs(path) || !files.TryAdd(path, made))
            {
                ignored++;
            }
        });
        return whole ? new Manifest(files, ignored) : null;
    }

    /// <summary>The same entries always give the same bytes.</summary>
    public static byte[] Write(IEnumerable<ManifestEntry> entries, string tool) => Write("manifest", tool, json =>
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
        var whole = Entries(bytes, "journal", (path, entry) =>
        {
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

    public static byte[] WriteJournal(IEnumerable<JournalEntry> entries, string tool) => Write("journal", tool, json =>
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

    private static byte[] Write(string kind, string tool, Action<Utf8JsonWriter> files)
    {
        var buffer = new ArrayBufferWriter<byte>();
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
        return buffer.WrittenSpan.ToArray();
    }

    private static bool Entries(ReadOnlyMemory<byte> bytes, string kind, Action<string, JsonElement> visit)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty(kind, out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version
                || !root.TryGetProperty("files", out var files) || files.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var file in files.EnumerateObject())
            {
                visit(file.Name, file.Value);
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is a text with half a surrogate pair.
            return false;
        }
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Only what we would write ourselves, spelled as we would spell it.
    private static bool IsOurs(string path) =>
        string.Equals(OutputPath.Normalize(path, out _), path, StringComparison.Ordinal);

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>A path that a build was about to change, with every hash under which a file there is ours.</summary>
internal sealed record JournalEntry(string Path, IReadOnlyList<string> Hashes, string Maker);
