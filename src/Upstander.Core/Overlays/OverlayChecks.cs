using System.Globalization;
using Upstander.Diagnostics;
using Upstander.Lessons;

namespace Upstander.Overlays;

/// <summary>What is wrong with overlays on a given day.</summary>
public static class OverlayChecks
{
    /// <summary>Reports changes whose last day has passed, and units that may not be changed.</summary>
    /// <param name="project">The project, with every file composed.</param>
    /// <param name="today">The day.</param>
    /// <param name="problems">Gets the findings.</param>
    public static void Check(OverlayStack project, DateOnly today, DiagnosticBag problems)
    {
        foreach (var patch in project.Overlays.SelectMany(o => o.Patches))
        {
            if (patch.Until is { } until && until.Value < today)
            {
                var who = patch.Reviewer is { } reviewer ? $", as {reviewer.Value} had agreed" : "";
                problems.Add(OverlayProblems.Expired.At(
                    until.Span,
                    $"this change held until {until.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{who}, and that day has passed",
                    "somebody looks at it again: then give it a new 'until' and say who looked, or remove the patch"));
            }

            // A unit has the licence of its curriculum.
            if (project.Origin is { } curriculum && Licenses.ForbidsChanges(curriculum.License.Value) && patch.At.Value.StartsWith("units/", StringComparison.Ordinal))
            {
                problems.Add(OverlayProblems.License.At(
                    patch.At.Span,
                    $"'{patch.At.Value}' may not be changed: {curriculum.License.Value} does not allow changes to the work",
                    "remove the patch, or ask whoever holds the rights for another license"));
            }
        }
    }
}
