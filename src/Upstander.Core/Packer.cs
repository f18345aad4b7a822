using Upstander.Archives;
using Upstander.Courses;
using Upstander.Diagnostics;
using Upstander.Documents;
using Upstander.Overlays;
using Upstander.Overrides;
using Upstander.Packs;
using Upstander.Pdf;
using Upstander.Publishing;
using Upstander.Rendering;
using Upstander.Workspaces;

namespace Upstander;

/// <summary>The whole way from a folder of YAML to one file to hand on.</summary>
public static class Packer
{
    private const string OrderFolder = "print-order/";

    /// <summary>Packs pages, sheets and files of a curriculum, or of some of its lessons. What is wrong goes into the bag; only bugs are exceptions.</summary>
    /// <param name="request">What to pack.</param>
    /// <param name="problems">Gets every finding; those about lessons that are not packed too.</param>
    /// <param name="progress">Called with the lessons done and their number, from several threads.</param>
    /// <param name="cancel">Stops it; nothing is left behind then.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PackResult Pack(PackRequest request, DiagnosticBag problems, Action<int, int>? progress, CancellationToken cancel)
    {
        var audiences = PackAudiences.Of(request.Audiences);
        var choice = audiences.Choice(request.Part, pdf: request.Compile.Browser is not null);
        var compile = request.Compile with { Part = request.Part, Planned = choice, Choice = choice };
        if (Compiler.Survey(compile, problems, cancel) is not { } survey)
        {
            return Ended(problems);
        }

        CheckBrowser(request, problems);
        if (Compiler.Stops(compile, problems))
        {
            survey.Inspection.Finish(problems, pagesWereMade: false);
            Compiler.CheckProse(survey.Course, problems, cancel);
            return Ended(problems);
        }

        var course = survey.Course;
        var path = PathOf(request.Output, audiences.NameOf(course, request.Part, request.OnlyPrintOrder ? "print-order" : null));
        using var draft = OpenDraft(path, request.Force, problems);
        var order = draft is not null && request.ClassSize is { } size ? PrintOrder.Of(course, survey.Pages, audiences, size, problems) : null;
        if (draft is null || problems.HasErrors)
        {
            return Ended(problems);
        }

        var sink = new PackSink(draft, path, problems);
        AddAssets(request, survey, audiences, sink);
        Func<Page, bool> wants = request.OnlyPrintOrder ? order!.Pages.Contains : choice.Wants;
        Compiler.PutPage put = (name, content, _) =>
        {
            sink.Add(name, content);
            return null;
        };
        Compiler.Make(compile, survey, wants, put, problems, progress, cancel);
        if (!Compiler.Stops(compile, problems))
        {
            AddFront(request, survey, audiences, order, sink, problems, cancel);
        }

        return !Compiler.Stops(compile, problems) && sink.Finish(cancel)
            ? new PackResult(Outcome.Published, path, sink.Zip.Files, sink.Zip.Size, course.Lessons.Count)
            : Ended(problems);
    }

    /// <summary>Packs the curriculum itself, as a base for others to adapt: its own files as they are, and a manifest. It must be free of errors like any other.</summary>
    /// <param name="request">What to pack; of what it chooses, only <see cref="PackRequest.Output"/> and <see cref="PackRequest.Force"/> count.</param>
    /// <param name="problems">Gets every finding.</param>
    /// <param name="progress">Called with the lessons done and their number, from several threads.</param>
    /// <param name="cancel">Stops it; nothing is left behind then.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PackResult PackSource(PackRequest request, DiagnosticBag problems, Action<int, int>? progress, CancellationToken cancel)
    {
        var compile = request.Compile with { OutputFolder = null };
        var result = Compiler.Compile(compile, problems, progress, cancel);
        if (result.Outcome != Outcome.Published || Workspace.Open(compile.Folder, compile.ToolFolder, new DiagnosticBag()) is not { } workspace)
        {
            return new PackResult(result.Outcome);
        }

        if (workspace.IsOverlay)
        {
            problems.Add(OverlayProblems.NotPacked.At(SourceSpan.Whole(workspace.Prefix + Workspace.OverlayName), "an overlay is no curriculum of its own", "pack what it lies on with --source, and hand on the overlay's folder beside it"));
            return Ended(problems);
        }

        var course = result.Course!;
        var path = PathOf(request.Output, PackAudiences.Of([]).NameOf(course, CourseChoice.All, "source"));
        using var draft = OpenDraft(path, request.Force, problems);
        if (draft is null)
        {
            return Ended(problems);
        }

        var sink = new PackSink(draft, path, problems);
        List<(string Name, string Hash, long Size)> files = [];
        foreach (var file in workspace.Project.Where(SourcePack.Holds))
        {
            cancel.ThrowIfCancellationRequested();
            if (Workspace.Read(file, problems) is { } source)
            {
                sink.AddAsIs(file.Name, source.Bytes.Span);
                files.Add((file.Name, ContentHash.Of(source.Bytes.Span), source.Bytes.Length));
            }
        }

        sink.Add(PackedProject.Manifest, SourcePack.Describe(course.Curriculum, files));
        return sink.Finish(cancel)
            ? new PackResult(Outcome.Published, path, sink.Zip.Files, sink.Zip.Size, course.Lessons.Count)
            : Ended(problems);
    }

    /// <summary>The file to write: the one that was named, or one of this name in the folder that was named.</summary>
    private static string PathOf(string output, string name) =>
        !Directory.Exists(output) ? output : output is "." or "" ? name : $"{output.TrimEnd('/', '\\')}/{name}";

    private static FileDraft? OpenDraft(string path, bool force, DiagnosticBag problems)
    {
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) && !path.Contains('\0', StringComparison.Ordinal))
        {
            return FileDraft.Open(path, ZipPack.IsOurs, force, problems);
        }

        problems.Add(PackProblems.NotAZip.At(SourceSpan.Whole(path), "a pack is a zip file, and this name does not end in .zip", "name a file such as pack.zip, or a folder that is there"));
        return null;
    }

    private static void CheckBrowser(PackRequest request, DiagnosticBag problems)
    {
        if (request.Compile.Browser is not null)
        {
            return;
        }

        var lack = Compiler.Lack(request.Compile);
        problems.Add(request.ClassSize is null
            ? PackProblems.NoPdf.At(SourceSpan.Whole("pack"), $"the pack has pages to print instead of PDF: that needs a browser, and {lack}", PdfProblems.BrowserHint)
            : PdfProblems.NoBrowser.At(SourceSpan.Whole("--class-size"), $"a browser is needed to make PDF, and {lack}", PdfProblems.BrowserHint));
    }

    // Style sheets and pictures lie in the folder of each audience; a print order alone has one page, and they lie beside it.
    private static void AddAssets(PackRequest request, Survey survey, PackAudiences audiences, PackSink sink)
    {
        var folders = request.OnlyPrintOrder ? [""] : audiences.Audiences.Select(a => Binding.For.NameOf(a) + "/");
        foreach (var folder in folders)
        {
            foreach (var (name, file) in survey.Assets.Files)
            {
                sink.Add($"{folder}assets/{name}", EjectMark.Without(name, file.Bytes).Span);
            }
        }
    }

    /// <summary>What tells of the rest, and so is made last.</summary>
    private static void AddFront(
        PackRequest request, Survey survey, PackAudiences audiences, PrintOrder? order, PackSink sink, DiagnosticBag problems, CancellationToken cancel)
    {
        var (course, maker) = (survey.Course, survey.Maker);
        var folder = request.OnlyPrintOrder ? "" : OrderFolder;
        var ordered = order?.Write(course, maker, sink, folder, problems, cancel);
        if (request.OnlyPrintOrder)
        {
            order!.Pages.ToList().ForEach(p => sink.Zip.Drop(p.OutputPath));
        }

        var sizes = sink.Zip.Files.ToDictionary(f => f.Path, f => f.Size, StringComparer.Ordinal);
        var model = new PackModel(course, survey.Pages, maker, audiences, sizes).Make(request.Part.IsNarrow, ordered);
        if (ordered is not null)
        {
            Add("html/print-order.html.scriban", OutputKind.Html, $"{folder}print-order.html", "What to print");
            Add("text/print-order.txt.scriban", OutputKind.Text, $"{folder}print-order.txt", "What to print");
        }

        if (!request.OnlyPrintOrder)
        {
            Add("html/pack.html.scriban", OutputKind.Html, "index.html", "What is in this pack");
            Add("text/read-me.txt.scriban", OutputKind.Text, "READ-ME.txt", "Read me");
            Add("text/license.txt.scriban", OutputKind.Text, "LICENSE.txt", "License");
        }

        void Add(string template, OutputKind kind, string path, string title)
        {
            var file = new BesideFile(template, kind, audiences.Main, HasFolder: !request.OnlyPrintOrder, path, $"{title}: {course.Curriculum.Title}");
            if (maker.MakeBeside(file, model, problems) is { } text)
            {
                // Plain text is opened by programs that know only this end of a line.
                sink.Add(path, kind == OutputKind.Text ? text.ReplaceLineEndings("\r\n") : text);
            }
        }
    }

    private static PackResult Ended(DiagnosticBag problems)
    {
        var findings = problems.Sorted();
        return new PackResult(
            findings.Any(f => f.Code == PackProblems.NotAZip.Code) ? Outcome.UsageError
            : findings.Any(f => f.Code == PackProblems.UnreadablePdf.Code) ? Outcome.EnvironmentError
            : PublishingProblems.OutcomeOf(findings) ?? Outcome.InputError);
    }
}
