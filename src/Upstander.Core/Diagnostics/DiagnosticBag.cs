namespace Upstander.Diagnostics;

/// <summary>Collects findings from any number of threads and gives them back in order of place.</summary>
public sealed class DiagnosticBag
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> found = [];

    /// <summary>Whether anything found so far stops publishing.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds one finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        lock (gate)
        {
            found.Add(diagnostic);
            HasErrors |= diagnostic.Severity == Severity.Error;
        }
    }

    /// <summary>Adds several findings.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>All findings by file, line, column, code and message: the same whatever thread found them first. Exact repeats appear once.</summary>
    public IReadOnlyList<Diagnostic> Sorted()
    {
        lock (gate)
        {
            return [.. found.Distinct()
                .OrderBy(d => d.Span)
                .ThenBy(d => d.Code, StringComparer.Ordinal)
                .ThenBy(d => d.Message, StringComparer.Ordinal)];
        }
    }
}
