using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Upstander.Diagnostics;

namespace Upstander.Checking.Reports;

/// <summary>Findings as JSON, for other programs.</summary>
public static class JsonReport
{
    /// <summary>
    /// <c>{ "findings": [ { code, severity, file, line, column, endLine, endColumn, address, message, why, suggestion } ], "summary": { … } }</c>.
    /// Lines and columns count from 1, columns in UTF-16 units; the end is the place behind the last character; 0 stands for a file as a whole.
    /// </summary>
    public static string Write(ReportContent content) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var finding in content.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("file", finding.Span.File);
            json.WriteNumber("line", finding.Span.Line);
            json.WriteNumber("column", finding.Span.Column);
            json.WriteNumber("endLine", finding.Span.EndLine);
            json.WriteNumber("endColumn", finding.Span.EndColumn);
            json.WriteString("address", finding.Address);
            json.WriteString("message", finding.Message);
            json.WriteString("why", finding.Why);
            json.WriteString("suggestion", finding.Hint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteString("checked", content.Checked);
        json.WriteNumber("errors", content.Count(Severity.Error));
        json.WriteNumber("warnings", content.Count(Severity.Warning));
        json.WriteNumber("infos", content.Count(Severity.Info));
        json.WriteNumber("suppressed", content.Suppressed.Count);
        json.WriteNumber("known", content.Known);
        json.WriteEndObject();
        json.WriteEndObject();
    });
}

/// <summary>Writes JSON text that reads well and is the same everywhere.</summary>
public static class Json
{
    /// <summary>The text of what is written, with a line feed at its end.</summary>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }
}
