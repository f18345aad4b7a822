namespace Upstander.Diagnostics;

/// <summary>Collects findings from any number of threads and gives them back in order of place.</summary>
public sealed class DiagnosticBag
{
    private readonly Lock gate = new();
    private readonly List<Diagnostic> found = [];
    private IReadOnlyList<Diagnostic>? sorted = [];

    /// <summary>Whether anything found so far stops publishing.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Adds one finding.</summary>
    public void Add(Diagnostic diagnostic)
    {
        lock (gate)
        {
            Take(diagnostic);
        }
    }

    /// <summary>Adds several findings.</summary>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        // What makes them may report here too: it is done before the gate is closed.
        var all = diagnostics as IReadOnlyCollection<Diagnostic> ?? [.. diagnostics];
        if (all.Count == 0)
        {
            return;
        }

        lock (gate)
        {
            foreach (var diagnostic in all)
            {
                Take(diagnostic);
            }
        }
    }

    /// <summary>All findings by file, line, column, code and message: the same whatever thread found them first. Exact repeats appear once.</summary>
    public IReadOnlyList<Diagnostic> Sorted()
    {
        lock (gate)
        {
            return sorted ??= [.. found.Distinct()
                .OrderBy(d => d.Span)
                .ThenBy(d => d.Code, StringComparer.Ordinal)
                .ThenBy(d => d.Message, StringComparer.Ordinal)];
        }
    }

    private void Take(Diagnostic diagnostic)
    {
        found.Add(diagnostic);
        sorted = null;
        HasErrors |= diagnostic.Severity == Severity.Error;
    }
}
