using System.Globalization;
using System.Text.RegularExpressions;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Publishing;

namespace Upstander.Tests.Pdf;

/// <summary>The line of an edition stands whole in the foot of every sheet, however long its names are: measured in the PDF.</summary>
public sealed partial class EditionFootTests
{
    private const double Point = 72 / 25.4;

    [Theory]
    [InlineData("letter", "River Center")]
    [InlineData("a4", "River Center")]
    [InlineData("a4", "The Western Upper Moorland Women’s and Young People’s Community Coalition Against Violence")]
    public void The_line_is_whole_and_has_room(string paper, string organization)
    {
        using var project = new Project()
            .Change("curriculum.yaml", "title: Test course", "title: A course with quite a long title about being an UPstander")
            .ChangeLesson("title: Asking first", "title: Asking first, and taking every single answer really well")
            .AddToLesson("""
                handouts:
                  - { id: sheet, title: Sheet, kind: worksheet, items: [{ id: q, prompt: A word?, space: 1 line }] }
                  - { id: deck, title: Deck, kind: cards, cards: [{ id: one, text: Ask first. }] }
                  - { id: ticket, title: Ticket, kind: exit-ticket, per_page: 4, items: [{ id: q, prompt: A word?, space: 1 line }] }
                """);
        project.Write("../edition/brand.yaml", $"brand: 1\norganization: {organization}\n");
        project.Write("../edition/overlay.yaml", "overlay: 1\nid: river\ntitle: River edition\nbase: ../course\npatches: [{ at: asking-first, set: { big_idea: Ask. } }]\n");
        var problems = new DiagnosticBag();
        var request = project.Request with
        {
            Folder = Path.Combine(project.Folder, "..", "edition"),
            OutputFolder = project.Output,
            Browser = Printing.Browser,
            Paper = paper,
            Choice = PageChoice.All with { Formats = ["pdf"], Audiences = ["learner"] },
        };
        var result = Compiler.Compile(request, problems, null, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome == Outcome.Published, string.Join('\n', problems.Sorted()));

        foreach (var name in (string[])["sheet", "deck", "ticket", "lesson-print", "support-card"])
        {
            var boxes = Printing.Poppler("pdftotext", File.ReadAllBytes(Path.Combine(project.Output, $"learner/asking-first/{name}.pdf")), "-bbox");
            var words = Word().Matches(boxes).Select(m => (Text: m.Groups["text"].Value, Right: Number(m, "right"), Bottom: Number(m, "bottom"))).ToList();
            var (width, height) = paper == "a4" ? (210.0, 297.0) : (215.9, 279.4);
            var isDeck = name is "deck" or "ticket";
            var foot = words.Where(w => w.Bottom > height - (isDeck ? 14 : 20) && w.Right < 12 + ((width - 24) * (isDeck ? 0.92 : 0.8)) + 0.5).ToList();
            var told = string.Join(' ', foot.Select(w => w.Text));

            Assert.Contains(isDeck ? "asking-first. Adapted from" : "asking-first 1.0.0, CC BY 4.0. Adapted from", told, StringComparison.Ordinal);
            Assert.Contains("; adapted by", told, StringComparison.Ordinal);
            Assert.True(told.EndsWith(organization, StringComparison.Ordinal) || (organization.Length > 40 && told.EndsWith('…')), $"{name}: {told}");
            Assert.InRange(foot.Select(w => Math.Round(w.Bottom)).Distinct().Count(), 1, isDeck ? 1 : 2);
            Assert.All(foot, w => Assert.True(w.Bottom <= height - (isDeck ? 9.5 : 11.5), $"{name}: '{w.Text}' ends {w.Bottom} mm from the top of {height}"));
        }
    }

    private static double Number(Match match, string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) / Point;

    [GeneratedRegex("""<word xMin="[\d.]+" yMin="[\d.]+" xMax="(?<right>[\d.]+)" yMax="(?<bottom>[\d.]+)">(?<text>[^<]*)</word>""")]
    private static partial Regex Word();
}
