using Upstander.Audiences;
using Upstander.Binding;
using Upstander.Rendering;

namespace Upstander.Documents.Fitting;

/// <summary>
/// Deals services and names out to the faces of pocket cards, 3.5 by 2 inches each. A card has four faces, the first of them a cover; whatever does
/// not fit on one card goes to the next, and a service that is longer than a face is continued on another.
/// </summary>
internal static class WalletFit
{
    private const double Width = 88.9 - 12 - 0.8;
    private const double Height = 50.8 - 6 - 0.8;
    private const double Slack = 0.8;
    private const double Gap = 1.2;

    /// <summary>Nothing on a pocket card is smaller, in points.</summary>
    private const double Least = 9;

    /// <summary>Sizes of the text and of the first number to call; all the faces of a card have the same.</summary>
    private static readonly (double Text, double Number)[] Sizes = [(10, 16), (9, 15), (9, 13)];

    /// <summary>
    /// The cards as templates see them: <c>cards</c>, each with four <c>faces</c> (<c>kind</c> and what it holds), <c>sheets</c> with two cards each,
    /// <c>sets</c> (how often a sheet of the file holds each card) and <c>apart</c>: addresses that are too long for any face.
    /// </summary>
    /// <param name="services">Services as the audience sees them.</param>
    /// <param name="message">Words of the curriculum before services; null for the usual ones.</param>
    /// <param name="labels">Fixed words.</param>
    public static View Cards(IReadOnlyList<View> services, Prose? message, View labels)
    {
        var people = services.Where(s => s["local"] is true).ToList();
        var trace = services.Any(s => s["leaves_trace_note"] is not null) ? labels["support_trace"] as string : null;
        List<View> apart = [];
        var (size, dealt) = Deal([.. services.Where(s => s["local"] is not true || Ways(s).Any())], trace, apart, labels);
        List<View> faces = [.. People(people), .. dealt];

        // Kind words have a face where there is one to spare; three faces of every card are free.
        if (Message(message, labels) is { } words && faces.Count % 3 != 0)
        {
            faces.Insert(Math.Min(1, faces.Count), words);
        }

        while (faces.Count % 3 != 0)
        {
            faces.Add(new View().Set("kind", "notes"));
        }

        List<View> cards = [];
        foreach (var three in faces.Chunk(3))
        {
            cards.Add(new View().Set("number", cards.Count + 1).Set("faces", View.ListOf([new View().Set("kind", "cover"), .. three])));
        }

        // A single card stands twice on its sheet; an odd number of cards is printed twice over, so that no half sheet stays empty.
        var sets = cards.Count % 2 == 0 ? 1 : 2;
        return new View()
            .Set("count", cards.Count)
            .Set("sets", sets)
            .Set("text_size", size.Text)
            .Set("number_size", size.Number)
            .Set("cards", View.ListOf(cards))
            .Set("sheets", View.ListOf(Enumerable.Repeat(cards, sets).SelectMany(c => c).Chunk(2).Select(pair => new View().Set("cards", View.ListOf(pair)))))
            .Set("apart", View.ListOf(apart));
    }

    private static IEnumerable<View> Ways(View service) =>
        ((IEnumerable<object?>?)service["channels"] ?? []).OfType<View>().Where(c => c["number"] is not null || c["url"] is not null);

    /// <summary>The services on as few faces as they need, then in the largest letters that need no more.</summary>
    private static ((double Text, double Number) Size, List<View> Faces) Deal(List<View> services, string? trace, List<View> apart, View labels)
    {
        var fewest = Faces(services, trace, Sizes[^1], apart, labels);
        foreach (var size in Sizes)
        {
            List<View> apartHere = [];
            if (Faces(services, trace, size, apartHere, labels) is var faces && faces.Count == fewest.Count && apartHere.Count == apart.Count)
            {
                return (size, faces);
            }
        }

        return (Sizes[^1], fewest);
    }

    private static List<View> Faces(List<View> services, string? trace, (double Text, double Number) size, List<View> apart, View labels)
    {
        List<View> faces = [];
        List<View> lines = [];
        var room = Height;
        foreach (var service in services)
        {
            Add(service, [.. Ways(service)]);
        }

        var note = trace is null ? 0 : new TextSize(Face.Sans, Least, 1.2).HeightOf(trace, Width) + Gap;
        var withNote = note > 0 && note <= room - Slack;
        Close(withNote ? trace : null);
        if (note > 0 && !withNote)
        {
            faces.Add(new View().Set("kind", "services").Set("lines", null).Set("trace", trace));
        }

        return faces;

        void Add(View service, List<View> ways)
        {
            var height = LineHeight(service, ways, size, labels) + (lines.Count > 0 ? Gap : 0);
            if (height <= room - Slack)
            {
                lines.Add(Line(service, ways));
                room -= height;
                return;
            }

            if (lines.Count > 0)
            {
                Close(null);
                Add(service, ways);
                return;
            }

            if (ways.Count > 1)
            {
                // Name and hours stand on both faces.
                Add(service, ways[..(ways.Count / 2)]);
                Add(service, ways[(ways.Count / 2)..]);
                return;
            }

            // A single address that is longer than a face, or a name with hours that fill one: it stands on a page of its own.
            apart.Add(Line(service, ways));
        }

        void Close(string? note)
        {
            if (lines.Count > 0)
            {
                faces.Add(new View().Set("kind", "services").Set("lines", View.ListOf(lines)).Set("trace", note));
            }

            lines = [];
            room = Height;
        }
    }

    private static View Line(View service, List<View> ways) =>
        new View().Set("name", service["name"]).Set("hours", service["hours"]).Set("channels", View.ListOf(ways));

    /// <summary>Name and hours, then the ways to reach it, the first number large.</summary>
    private static double LineHeight(View service, List<View> ways, (double Text, double Number) size, View labels)
    {
        var text = new TextSize(Face.Sans.Bold, size.Text, 1.22);
        var name = $"{service["name"]}{(service["hours"] is { } hours ? $", {hours}" : "")}";
        var height = text.HeightOf(name, Width);
        if (ways is [var first, ..] && first["kind"] is "phone" && first["number"] is string number)
        {
            height += new TextSize(Face.Sans.Bold, size.Number, 1.1).HeightOf(number, Width) + 0.6;
            ways = ways[1..];
        }

        var kinds = labels["channels"] as View;
        return height + (text with { Face = Face.Sans }).HeightOf(
            string.Join("   ", ways.Select(w => $"{kinds?[w["kind"] as string ?? ""] ?? w["kind"]} {(w["keyword"] is { } keyword ? $"{keyword} to " : "")}{w["number"] ?? w["url"]}")), Width);
    }

    /// <summary>Faces with a line for each person whom the place names itself; without any, for two adults.</summary>
    private static List<View> People(List<View> people)
    {
        var head = (13 * 1.15 * TextSize.Point) + Gap + (10 * 1.32 * TextSize.Point) + Gap;
        var last = Gap + new TextSize(Face.Sans, Least, 1.2).HeightOf("If the first does not help, try the next.", Width);
        if (people.Count == 0)
        {
            return [new View().Set("kind", "people").Set("names", null)];
        }

        List<View> faces = [];
        List<object?> names = [];
        var room = Height - head - last;
        foreach (var person in people)
        {
            // A name of a hundred letters is three lines.
            var height = 7 + Gap + 0.4 + new TextSize(Face.Sans, Least, 1.2).HeightOf((string)person["name"]!, Width);
            if (height > room - Slack && names.Count > 0)
            {
                Close();
            }

            names.Add(person["name"]);
            room -= height;
        }

        Close();
        return faces;

        void Close()
        {
            faces.Add(new View().Set("kind", "people").Set("names", View.ListOf(names)));
            names = [];
            room = Height - head - last;
        }
    }

    /// <summary>The words of the curriculum where they fit on a face, else the usual ones.</summary>
    private static View? Message(Prose? message, View labels)
    {
        var head = (13 * 1.15 * TextSize.Point) + Gap;
        foreach (var size in (ReadOnlySpan<double>)[11, 10, 9])
        {
            if (message is not null && head + new TextSize(Face.Sans, size, 1.32).HeightOf(ProseShape.Of(message), Width) <= Height - 3 - Slack)
            {
                return new View().Set("kind", "message").Set("message", message).Set("size", size);
            }
        }

        return labels["support_message"] is string usual ? new View().Set("kind", "message").Set("message", usual).Set("size", 10) : null;
    }
}
