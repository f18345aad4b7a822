using Upstander.Diagnostics;
using Upstander.Workspaces;

namespace Upstander.Overlays;

/// <summary>Tells where a base is no longer what the patches of an overlay were written against.</summary>
public static class LockCheck
{
    /// <summary>Reports what has changed under patches; call it when every file has been composed.</summary>
    /// <param name="project">The project.</param>
    /// <param name="locked">Whether any difference at all is an error.</param>
    /// <param name="problems">Gets what differs.</param>
    public static void Check(OverlayStack project, bool locked, DiagnosticBag problems)
    {
        if (project.Top is not { } overlay || (project.Lock is null && !locked))
        {
            return;
        }

        if (project.Lock is not { } known)
        {
            problems.Add(OverlayProblems.Drift.At(overlay.Base.Span, $"there is no {Workspace.LockName} beside this file", "'upstander overlay accept' writes one"));
            return;
        }

        var states = project.States();
        foreach (var state in states)
        {
            // Where there is nothing, composing has said so.
            var (problem, message) = state.Standing switch
            {
                PatchStanding.BaseChanged => (locked ? OverlayProblems.Drift : OverlayProblems.BaseChanged, $"the base has changed what this patch changes ({state.Does}) since it was last looked at"),
                PatchStanding.NotLocked when locked => (OverlayProblems.Drift, $"the lock does not know this patch ({state.Does}) yet"),
                _ => (null, ""),
            };
            if (problem is not null)
            {
                problems.Add(problem.At(state.Patch.At.Span, message, $"look at it with 'upstander overlay diff {state.At}', then 'upstander overlay accept {state.At}'"));
            }
        }

        // Somebody who is still writing wants to hear it once.
        var fresh = states.Where(s => s.Standing == PatchStanding.NotLocked).ToList();
        if (fresh.Count > 0 && !locked)
        {
            problems.Add(OverlayProblems.NotLocked.At(
                fresh[0].Patch.At.Span, fresh.Count == 1 ? "the lock does not know this patch yet" : $"the lock does not know {fresh.Count} patches yet, of which this is the first", "when you are done: 'upstander overlay accept'"));
        }

        var there = states.Select(s => (s.At, s.Does)).ToHashSet();
        foreach (var row in known.Patches.Where(r => !there.Contains((r.At.Value, r.Does.Value))))
        {
            problems.Add((locked ? OverlayProblems.Drift : OverlayProblems.NotLocked).At(row.At.Span, $"there is no patch at '{row.At.Value}' that does this ({row.Does.Value})", "'upstander overlay accept' takes it out of the lock"));
        }

        if (locked && ContentOf(project.Base!, problems) is { } content && content != known.Base.Content.Value)
        {
            problems.Add(OverlayProblems.Drift.At(known.Base.Content.Span, $"the base is not the one that was locked ({known.Base.Id.Value} {known.Base.Version.Value})", "'upstander overlay status' tells what has changed; 'upstander overlay accept' locks it as it is now"));
        }
    }

    /// <summary>
    /// One hash of all files of a base, the same for a folder and for a zip made of it; null after a finding. Files of a base that is itself an overlay count with
    /// those below it.
    /// </summary>
    public static string? ContentOf(Workspace below, DiagnosticBag problems)
    {
        var files = below.Project.Select(f => (File: f, Source: Workspace.Read(f, problems))).ToList();
        return files.TrueForAll(f => f.Source is not null)
            ? ContentHash.Of(files.Select(f => (f.File.Layer == 0 ? f.File.Name : FormattableString.Invariant($"{f.File.Layer}:{f.File.Name}"), ContentHash.Of(f.Source!.Bytes.Span))))
            : null;
    }
}
