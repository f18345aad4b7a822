using System.Text;
using Upstander.Diagnostics;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Workspaces;

namespace Upstander.Tests.Overrides;

/// <summary>Files that a project has in place of others, and whether those are still what they were.</summary>
public class OverrideTests
{
    private const string Guide = "templates/html/guide.html.scriban";
    private const string Overlay = "overlay: 1\nid: river\ntitle: River edition\nbase: ../course\n";

    [Fact]
    public void A_build_with_every_template_ejected_is_the_same_to_the_byte()
    {
        using var project = new Project().AddToLesson("vocabulary: [{ term: limit, definition: What is fine. }]");
        var before = project.Pages();
        var names = Eject(project);

        Assert.True(names.Count > 100, $"only {names.Count} files were ejected");
        Assert.Equal(before, project.Pages());
    }

    [Fact]
    public void A_file_is_current_until_its_original_changes()
    {
        using var project = new Project();
        Eject(project, Guide);
        Assert.Equal((OverrideState.Current, 0), Only(project));

        project.Write(Guide, project.Text(Guide) + "<!-- more -->\n");
        Assert.Equal((OverrideState.Current, 1), Only(project));
        Assert.Empty(project.Findings());

        // As if the tool had been another one when it was ejected.
        project.Change(Guide, Of(project)[0].Mark!.Hash, new string('0', 64));
        Assert.Equal((OverrideState.Changed, 1), Only(project));
        Assert.Equal(
            [$"{Guide}:1:1: warning UP1420: 'html/guide.html.scriban' has changed since this was ejected from upstander 9.9.9 ('upstander doctor . --diff' shows how they differ; when you have looked, 'upstander doctor . --accept html/guide.html.scriban')"],
            project.Findings());
    }

    [Fact]
    public void A_file_with_another_name_still_knows_its_original_and_one_whose_original_is_gone_says_so()
    {
        using var project = new Project();
        Eject(project, Guide);
        project.Write("templates/html/our-guide.html.scriban", project.Text(Guide)).Remove(Guide);
        Assert.Equal((OverrideState.Current, 0), Only(project));

        project.Change("templates/html/our-guide.html.scriban", "from html/guide.html", "from html/gone.html");
        Assert.Equal(OverrideState.Gone, Only(project).State);
        Assert.Contains("1:1: warning UP1421: there is no 'html/gone.html.scriban' any more", Assert.Single(project.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_mark_is_no_finding_and_can_be_given_one()
    {
        using var project = new Project().Write("templates/html/own.html.scriban", "own").Write("templates/assets/tokens.css", ":root { }\n");
        var all = Of(project);
        Assert.Equal([("assets/tokens.css", OverrideState.Unmarked), ("html/own.html.scriban", OverrideState.Own)], all.Select(o => (o.Name, o.State)));
        Assert.Null(all[1].Accept("upstander 9.9.9"));
        var tokens = project.Pages()["learner/assets/tokens.css"];

        project.Write("templates/assets/tokens.css", all[0].Accept("upstander 9.9.9")!.Bytes.ToArray()).Remove("templates/html/own.html.scriban");

        Assert.Equal(OverrideState.Current, Only(project).State);
        Assert.Equal(tokens, project.Pages()["learner/assets/tokens.css"]);
    }

    [Fact]
    public void An_overlay_ejects_what_its_base_has_made_of_a_template()
    {
        using var project = new Project().Write(Guide, "<p>Base.</p>\n");
        project.Write("../edition/overlay.yaml", Overlay);
        var edition = Path.Combine(project.Folder, "..", "edition");
        var workspace = Open(edition);

        var original = Override.Originals(workspace).Single(o => o.Name == Guide);
        var copy = Override.Eject(Workspace.Read(original, new DiagnosticBag())!, "upstander 9.9.9");
        Assert.Equal("<p>Base.</p>\n", EjectMark.TextOf(copy.Name, copy.Bytes));
        Assert.Equal(EjectMark.Base, EjectMark.Read(copy.Name, copy.Bytes.Span)!.Origin);

        project.Write("../edition/" + Guide, copy.Bytes.ToArray());
        Assert.Equal(OverrideState.Current, Assert.Single(Override.Of(Open(edition), new DiagnosticBag())).State);

        // The base changes, and gets a mark of its own, which is no change.
        project.Write(Guide, "<p>Base, better.</p>\n");
        Assert.Equal(OverrideState.Changed, Assert.Single(Override.Of(Open(edition), new DiagnosticBag())).State);
        project.Write(Guide, Encoding.UTF8.GetString(new EjectMark("html/guide.html.scriban", "upstander 9.9.9", new string('a', 64)).Above(Guide, "<p>Base.</p>\n"u8.ToArray())));
        Assert.Equal(OverrideState.Current, Assert.Single(Override.Of(Open(edition), new DiagnosticBag())).State);

        // Without a template of the base, the tool's own is the original.
        project.Remove(Guide);
        Assert.Equal(OverrideState.Changed, Assert.Single(Override.Of(Open(edition), new DiagnosticBag())).State);
    }

    [Fact]
    public void An_overlay_makes_documents_of_its_own()
    {
        using var project = new Project();
        project.Write("../edition/overlay.yaml", Overlay)
            .Write("../edition/templates/text/words.scriban", "{{ curriculum.title }}\n")
            .Write("../edition/templates/documents.yaml", "documents: 1\nlist:\n  - { id: words, per: curriculum, audience: learner, format: text, template: text/words.scriban, path: words.txt }\n");

        var pages = project.Pages(r => r with { Folder = Path.Combine(project.Folder, "..", "edition") });

        Assert.Equal("Test course\n", pages["learner/words.txt"]);
        Assert.Contains("learner/index.html", pages.Keys);
    }

    private static (OverrideState State, int Differing) Only(Project project)
    {
        var only = Assert.Single(Of(project));
        return (only.State, only.Differing);
    }

    private static IReadOnlyList<Override> Of(Project project) => Override.Of(Open(project.Folder), new DiagnosticBag());

    private static Workspace Open(string folder) => OverlayStack.Open(folder, Project.ToolFolder, new DiagnosticBag())!.Workspace;

    private static List<string> Eject(Project project, string? name = null)
    {
        var originals = Override.Originals(Open(project.Folder)).Where(o => name is null || o.Name == name).ToList();
        foreach (var original in originals)
        {
            project.Write(original.Name, Override.Eject(Workspace.Read(original, new DiagnosticBag())!, "upstander 9.9.9").Bytes.ToArray());
        }

        return [.. originals.Select(o => o.Name)];
    }
}
