using System.Text;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>One line of the lock.</summary>
/// <param name="At">Address of the patch.</param>
/// <param name="Does">What it does there.</param>
/// <param name="Target">Hash of what it was written against.</param>
/// <param name="Base">Content of the base in which that stood.</param>
internal sealed record LockRow(string At, string Does, string Target, string Base);

/// <summary>Writes <c>upstander.lock</c>: a line for each patch in ordinal order, so that version control can merge it.</summary>
internal static class LockText
{
    public static string Of(string id, string version, string content, IEnumerable<LockRow> rows)
    {
        var text = new StringBuilder("""
            # What the patches of this overlay were written against. 'upstander overlay accept' writes this file; keep it in version control.
            lock: 1

            """.ReplaceLineEndings("\n"));
        text.Append("base: { id: " + YamlWriter.InQuotes(id) + ", version: " + YamlWriter.InQuotes(version) + ", content: " + content + " }\n");
        var lines = rows
            .OrderBy(r => r.At, StringComparer.Ordinal).ThenBy(r => r.Does, StringComparer.Ordinal)
            .Select(r => $"  - {{ at: {YamlWriter.InQuotes(r.At)}, does: {YamlWriter.InQuotes(r.Does)}, target: {r.Target}, base: {r.Base} }}\n")
            .ToList();
        return text.Append(lines.Count == 0 ? "patches: []\n" : "patches:\n").AppendJoin("", lines).ToString();
    }
}
