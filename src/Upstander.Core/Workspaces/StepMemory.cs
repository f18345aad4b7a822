using System.Collections.Concurrent;
using Upstander.Diagnostics;

namespace Upstander.Workspaces;

/// <summary>
/// What the steps of an earlier compilation came to, to be used again where the files that a step reads hold the same bytes. It belongs to one project
/// and one set of options. Findings of a step are part of what it came to: they are reported again. May be used from several threads.
/// </summary>
public sealed class StepMemory
{
    private readonly ConcurrentDictionary<string, Step> steps = new(StringComparer.Ordinal);
    private FileNotes before = new();
    private FileNotes now = new();
    private long round;
    private volatile bool hasWaited;

    /// <summary>Whether what can wait is put off: what was known of an earlier state stands in for it, or nothing.</summary>
    internal bool IsHasty { get; private set; }

    /// <summary>Whether anything was put off since the beginning.</summary>
    internal bool HasWaited => hasWaited;

    /// <summary>Begins to note which files there are.</summary>
    /// <param name="hasty">Whether to put off what can wait.</param>
    internal void Begin(bool hasty)
    {
        round++;
        IsHasty = hasty;
        hasWaited = false;
        now = new();
    }

    /// <summary>Ends it: steps that nobody asked for are forgotten, unless not all were asked for.</summary>
    /// <returns>Files that hold something else than at the end before, are new or are gone, in order of their paths.</returns>
    internal IReadOnlyList<FileChange> End(bool complete)
    {
        foreach (var (name, step) in complete ? steps : [])
        {
            if (!step.Lasts && step.Round != round)
            {
                steps.TryRemove(name, out _);
            }
        }

        List<FileChange> changes =
        [
            .. now.Files.Where(f => before.Files.GetValueOrDefault(f.Key) != f.Value).Select(f => new FileChange(f.Key, before.Files.ContainsKey(f.Key) ? "changed" : "new")),
            .. before.Files.Keys.Where(f => !now.Files.ContainsKey(f)).Select(f => new FileChange(f, "removed")),
        ];
        before = now;
        return [.. changes.OrderBy(c => c.Path, StringComparer.Ordinal)];
    }

    /// <summary>The files that were seen.</summary>
    internal FileNotes Files => now;

    /// <summary>What a step comes to: remembered where it read the same, else made. Without a memory it is made.</summary>
    /// <param name="memory">The memory, or null.</param>
    /// <param name="name">Name of the step, unlike any other.</param>
    /// <param name="files">What it reads.</param>
    /// <param name="context">What else it depends on.</param>
    /// <param name="problems">Gets its findings.</param>
    /// <param name="make">Makes it, and reports to its own bag.</param>
    internal static T Recall<T>(StepMemory? memory, string name, IReadOnlyList<SourceFile> files, string context, DiagnosticBag problems, Func<DiagnosticBag, T> make) =>
        memory is null ? make(problems) : memory.Recall(name, memory.Note(files) + context, lasts: false, problems, make);

    /// <summary>What a step comes to that reads no files of its own. It is kept for as long as the memory is.</summary>
    internal static T Recall<T>(StepMemory? memory, string name, string key, DiagnosticBag problems, Func<DiagnosticBag, T> make) =>
        memory is null ? make(problems) : memory.Recall(name, key, lasts: true, problems, make);

    /// <summary>What a step comes to that can wait. It is kept for as long as the memory is.</summary>
    /// <param name="name">Name of the step, unlike any other.</param>
    /// <param name="file">The file that it is about; it was noted before.</param>
    /// <param name="context">What else it depends on.</param>
    /// <param name="meanwhile">What stands in for it where nothing was ever known.</param>
    /// <param name="make">Makes it; null where that is not possible now, which is not kept.</param>
    internal T RecallLater<T>(string name, string file, string context, T meanwhile, Func<T?> make)
        where T : class
    {
        var key = now.Files.GetValueOrDefault(file) + context;
        if (IsHasty && steps.GetValueOrDefault(name)?.Key != key)
        {
            hasWaited = true;
            return steps.TryGetValue(name, out var old) ? (T)old.Result! : meanwhile;
        }

        return Recall(name, key, lasts: true, new DiagnosticBag(), _ => make()) ?? meanwhile;
    }

    /// <summary>Notes files that no step of its own reads.</summary>
    internal string Note(IReadOnlyList<SourceFile> files) => now.Add(files);

    private T Recall<T>(string name, string key, bool lasts, DiagnosticBag problems, Func<DiagnosticBag, T> make)
    {
        if (!steps.TryGetValue(name, out var step) || step.Key != key)
        {
            var own = new DiagnosticBag();
            step = new Step(key, make(own), own.Sorted(), lasts);
            if (step.Result is not null)
            {
                steps[name] = step;
            }
        }

        step.Round = round;
        problems.AddRange(step.Findings);
        return (T)step.Result!;
    }

    private sealed record Step(string Key, object? Result, IReadOnlyList<Diagnostic> Findings, bool Lasts)
    {
        public long Round { get; set; }
    }
}

/// <summary>What became of a file between two compilations.</summary>
/// <param name="Path">The file, as messages name it.</param>
/// <param name="What"><c>new</c>, <c>changed</c> or <c>removed</c>.</param>
public sealed record FileChange(string Path, string What);
