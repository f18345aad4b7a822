using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Courses;
using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>
/// How the handouts that are cut or hung up stand on paper. Templates print what is decided here and never measure: every size and every grid follows
/// from the texts, so that nothing runs out of its card or off its page, however long it is.
/// </summary>
internal static class PrintFit
{
    /// <summary>Adds to the view of a handout where its parts stand.</summary>
    /// <param name="view">The handout as its audience sees it; <c>faces</c> in it get their sizes.</param>
    /// <param name="summary">The lesson's id and version.</param>
    /// <param name="lesson">The lesson.</param>
    /// <param name="handout">The handout.</param>
    /// <param name="paper"><c>letter</c> or <c>a4</c>.</param>
    /// <param name="edition">What the foot of a poster says of an edition in the place of authors, or null.</param>
    public static void AddTo(View view, LessonSummary summary, Lesson lesson, Handout handout, string paper, string? edition = null)
    {
        var (room, deck, band, foot) = (PaperRoom.Of(paper), PaperRoom.OfDeck(paper), lesson.Band.Value, Foot(summary.Id, lesson, handout));
        switch (handout.Kind.Value)
        {
            case "sort":
                AddHeads(view, lesson, handout, deck, band, foot);
                goto case "cards";
            case "cards":
                AddCards(view, Cards(summary.Id, lesson, handout, paper), HasBacks(handout, HandoutModel.FacesOf(lesson, handout, Audience.Facilitator)));
                break;
            case "exit-ticket":
                var ticket = TicketFit.Place(handout, deck, band, foot);
                view.Set("ticket", new View().Set("per_page", ticket.PerPage).Set("size", ticket.Size).Set("line", ticket.Line));
                break;
            case "poster":
                var credit = edition is null ? Credit(foot, lesson) : $"{foot}, {edition}";
                var (large, zoom) = PosterFit.Large(paper);
                view.Set("poster", new View()
                    .Set("step", PosterFit.Place(handout, room, 1, band, credit).Step)
                    .Set("large_step", PosterFit.Place(handout, large, zoom, band, credit).Step));
                break;
        }
    }

    /// <summary>The places of the cards of a deck, in its order.</summary>
    public static IReadOnlyList<CardPlace> Cards(string lessonId, Lesson lesson, Handout handout, string paper)
    {
        var faces = HandoutModel.FacesOf(lesson, handout, Audience.Facilitator);
        return CardFit.Places(faces, handout.Grid, HasBacks(handout, faces), PaperRoom.OfDeck(paper), lesson.Band.Value, Foot(lessonId, lesson, handout));
    }

    /// <summary>How many exit tickets stand on a page; 0 where one is longer than a page.</summary>
    public static int Tickets(string lessonId, Lesson lesson, Handout handout, string paper) =>
        TicketFit.Place(handout, PaperRoom.OfDeck(paper), lesson.Band.Value, Foot(lessonId, lesson, handout)).PerPage;

    /// <summary>How many copies of a pocket card the file of a lesson holds: 2 where one card says everything or the number of cards is odd, else 1.</summary>
    public static int PocketCards(Course course, Lesson lesson)
    {
        // The note on phone bills is a fixed word that templates may change; a card is dealt out here with one as long as the tool's.
        var labels = new View().Set("support_trace", new string('n', 68));
        var services = ServiceChoice.For(course, lesson.Resources, lesson.Ages.Min.Value, lesson.Ages.Max.Value);
        var seen = ServiceModel.List(services, course.Curriculum.Region.Value, Audience.Learner) ?? [];
        return (int)WalletFit.Cards([.. seen.Cast<View>()], null, labels)["sets"]!;
    }

    /// <summary>Whether a poster fits on one page.</summary>
    public static bool IsOnePage(string lessonId, Lesson lesson, Handout handout, string paper) =>
        PosterFit.Place(handout, PaperRoom.Of(paper), 1, lesson.Band.Value, Credit(Foot(lessonId, lesson, handout), lesson)).Step > 0;

    /// <summary>Whether facilitators get an edition of the handout with backs.</summary>
    public static bool HasBacks(Lesson lesson, Handout handout) =>
        handout.Kind.Value is "cards" or "sort" && HasBacks(handout, HandoutModel.FacesOf(lesson, handout, Audience.Facilitator));

    /// <summary>The same of a deck whose cards are known.</summary>
    private static bool HasBacks(Handout handout, IReadOnlyList<View> faces) =>
        handout.AudienceName == "learner" && (handout.Kind.Value == "sort" || faces.Any(CardFit.HasBack));

    /// <summary>The line that keeps a loose card findable, as the templates write it.</summary>
    private static string Foot(string lessonId, Lesson lesson, Handout handout) =>
        $"{lesson.Title.Value}, {handout.Title.Value}, {lessonId} {lesson.Version.Value}, {Licenses.NameOf(lesson.License.Value)}";

    /// <summary>The foot of a poster, which names the authors too.</summary>
    private static string Credit(string foot, Lesson lesson) => $"{foot}, {string.Join(", ", lesson.Authors.Select(a => a.Value))}";

    /// <summary>Cards of a size stand together, in the order of the deck: those of the size that was asked for first.</summary>
    private static void AddCards(View view, IReadOnlyList<CardPlace> places, bool hasBacks)
    {
        var faces = ((IEnumerable<object?>?)view["faces"] ?? []).Cast<View>().ToList();
        List<View> sheets = [];
        foreach (var grid in CardGrid.All)
        {
            foreach (var page in places.Where(p => p.PerPage == grid.PerPage).Chunk(grid.PerPage))
            {
                sheets.Add(new View()
                    .Set("per_page", grid.PerPage)
                    .Set("columns", grid.Columns)
                    .Set("rows", grid.Rows)
                    .Set("faces", View.ListOf(page.Select(Sized))));
            }
        }

        view.Set("has_backs", hasBacks)
            .Set("sheets", View.ListOf(sheets))
            .Set("long_faces", View.ListOf(places.Where(p => p.PerPage == 0).Select(Sized)))
            .Set("apart", View.ListOf(places.Where(p => hasBacks && p.BackSize == 0).Select(p => faces[p.Index])));

        View Sized(CardPlace place) => faces[place.Index].Set("size", place.Size).Set("back_size", place.BackSize).Set("extras", place.Extras);
    }

    private static void AddHeads(View view, Lesson lesson, Handout handout, PaperRoom room, string band, string foot)
    {
        const int FewWords = 70;
        var faces = HandoutModel.FacesOf(lesson, handout, Audience.Facilitator);
        var heads = handout.Categories
            .Select(category => new Head(
                category.Title.Value,
                category.Text is { } text ? ProseShape.Of(text) : null,
                [
                    .. from face in faces
                       where face["category_title"] as string == category.Title.Value
                       select ((int)face["number"]!, Beginning(face["title"] as string ?? Plain(face["text"]), FewWords)),
                ]))
            .ToList();
        var (perPage, places) = HeadFit.Places(heads, room, band, foot);
        var views = ((IEnumerable<object?>?)view["categories"] ?? []).Cast<View>().ToList();
        for (var i = 0; i < views.Count; i++)
        {
            views[i]
                .Set("title_size", places[i]?.Title)
                .Set("text_size", places[i]?.Text ?? PaperRoom.LeastSize(band))
                .Set("back_size", places[i]?.Back);
            if (view.Has("key"))
            {
                views[i].Set("belong", View.ListOf(heads[i].Cards.Select(c => new View().Set("number", c.Number).Set("words", c.Words))));
            }
        }

        view.Set("head_sheets", View.ListOf(views.Where((_, i) => places[i] is not null).Chunk(perPage)
                .Select(page => new View().Set("per_page", perPage).Set("heads", View.ListOf(page)))))
            .Set("long_heads", View.ListOf(views.Where((_, i) => places[i] is null)));
    }

    private static string Plain(object? text) => text is Prose prose ? MarkdownRenderer.ToPlain(prose).ReplaceLineEndings(" ") : "";

    /// <summary>The first words of a text, enough to know it by.</summary>
    private static string Beginning(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', most);
        end = end > most / 2 ? end : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }
}
