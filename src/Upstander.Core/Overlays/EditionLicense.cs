using Upstander.Lessons;
using Upstander.Yaml;

namespace Upstander.Overlays;

/// <summary>
/// The licence of what an overlay changes. The licence of the overlay becomes that of the curriculum and of every lesson with a patch; other lessons keep
/// theirs, since they are passed on as they are.
/// </summary>
internal static class EditionLicense
{
    /// <summary>A tree with the licence of the overlay, where it has one and the tree is changed; reports what the licence below does not allow.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="root">Address of the tree.</param>
    /// <param name="below">The tree below the overlay.</param>
    /// <param name="tree">The tree with its patches.</param>
    /// <param name="patches">The patches.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static YamlMap Apply(Overlay overlay, string root, YamlMap below, YamlMap tree, IReadOnlyList<Patch> patches, Diagnostics.DiagnosticBag problems)
    {
        // Only these two kinds of file have a licence of their own.
        if (below["license"] is not YamlScalar old || (patches.Count == 0 && root != "curriculum"))
        {
            return tree;
        }

        // A patch that sets the licence of one lesson says more than the overlay does about all of them.
        var patched = tree["license"] is not YamlScalar { } now || now.Text != old.Text || now.Span != old.Span;
        var all = patched ? tree : OverlayStack.With(tree, "license", overlay.License);
        if (all["license"] is not YamlScalar license || (patches.Count == 0 && license.Text == old.Text))
        {
            return all;
        }

        var where = license.Span != old.Span ? license.Span : patches[0].At.Span;
        if (Licenses.ForbidsChanges(old.Text))
        {
            problems.Add(OverlayProblems.License.At(
                patches.Count > 0 ? patches[0].At.Span : where,
                patches.Count > 0 ? $"'{root}' may not be changed: {old.Text} does not allow changes to the work" : $"{old.Text} does not allow another license",
                "remove the patches, or ask whoever holds the rights for another license"));
        }
        else if (Licenses.Conflict(old.Text, license.Text, "overlay") is { } conflict)
        {
            problems.Add(OverlayProblems.License.At(where, conflict, $"use {old.Text}, or leave the license out to take that of the base"));
        }
        else if (old.Text != license.Text && !Licenses.IsKnown(old.Text))
        {
            problems.Add(OverlayProblems.License.At(where, $"nobody can tell from '{old.Text}' whether the work may be passed on under {license.Text}", "leave the license out to take that of the base"));
        }

        return all;
    }
}
