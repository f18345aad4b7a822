using Upstander.Binding;
using Upstander.Diagnostics;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Checking.Language;

/// <summary>The language rules of the tool and of a project.</summary>
public sealed class RuleLibrary
{
    // Guards that hold for all rules: what is said about words in quotation marks, and what takes a sentence apart as a whole.
    private const string FramingGuard = "framing";
    private const string CorrectionGuard = "correction";

    private readonly Lazy<IReadOnlyList<Pattern>> framing;
    private readonly Lazy<IReadOnlyList<Pattern>> correction;
    private readonly Lazy<PatternIndex> index;

    private RuleLibrary(IReadOnlyList<LanguageRule> rules, Lazy<IReadOnlyList<Pattern>> framing, Lazy<IReadOnlyList<Pattern>> correction, RuleMemory? memory)
    {
        Rules = rules;
        this.framing = framing;
        this.correction = correction;
        index = new(() => PatternIndex.Of(rules, memory));
    }

    /// <summary>In order of their codes.</summary>
    public IReadOnlyList<LanguageRule> Rules { get; }

    /// <summary>What stands around words in quotation marks where somebody tells them or takes them apart.</summary>
    internal IReadOnlyList<Pattern> Framing => framing.Value;

    /// <summary>What a sentence says that takes down or corrects what else it holds.</summary>
    internal IReadOnlyList<Pattern> Correction => correction.Value;

    internal PatternIndex Index => index.Value;

    /// <summary>Reads rules; those that are wrong are findings, and the others remain.</summary>
    public static RuleLibrary Read(IEnumerable<SourceFile> files, DiagnosticBag problems) => Read(files, null, problems);

    /// <summary>The same where what the very same files come to may be known.</summary>
    internal static RuleLibrary Read(IEnumerable<SourceFile> files, RuleMemory? memory, DiagnosticBag problems)
    {
        SourceFile[] sourceFiles = [.. files];
        var bound = new RuleFile?[sourceFiles.Length];
        Parallel.For(0, sourceFiles.Length, i => bound[i] = ReadFile(sourceFiles[i], memory, problems));
        List<RuleFile> read = [.. bound.OfType<RuleFile>()];
        var concepts = new ConceptLibrary(read, problems);
        var guards = Unique(read.SelectMany(f => f.Guards), "guard", problems);
        var sources = Unique(read.SelectMany(f => f.Sources), "source", problems);
        var codes = new Dictionary<string, RuleEntry>(StringComparer.Ordinal);
        var rules = new List<LanguageRule>();
        foreach (var file in read)
        {
            foreach (var entry in file.List)
            {
                if (!codes.TryAdd(entry.Code.Value, entry))
                {
                    problems.Add(RuleProblems.DuplicateCode.At(
                        entry.Code.Span, $"another rule has the code {entry.Code}", $"see {codes[entry.Code.Value].Code.Span}; codes are never used twice"));
                    continue;
                }

                foreach (var source in entry.Source.Where(s => !sources.ContainsKey(s.Value)))
                {
                    problems.Add(RuleProblems.UnknownName.At(source.Span, $"there is no source '{source}'", Nearest.Hint(source.Value, sources.Keys)));
                }

                if (Make(entry, file.Group?.Value ?? "", new PatternReader(concepts, problems), guards, sources, problems) is { } rule)
                {
                    rules.Add(rule);
                }
            }
        }

        rules.Sort((a, b) => string.CompareOrdinal(a.Info.Code, b.Info.Code));
        var reader = new PatternReader(concepts, problems);
        return new RuleLibrary(rules, ForAll(FramingGuard), ForAll(CorrectionGuard), memory);

        Lazy<IReadOnlyList<Pattern>> ForAll(string guard)
        {
            var sources = guards.GetValueOrDefault(guard)?.Sentence ?? [];
            return new(WhenAsked<IReadOnlyList<Pattern>>(concepts, sources.All(IsTrusted), () => [.. sources.Select(p => reader.Read(p, isTrusted: IsTrusted(p))).OfType<Pattern>()]));
        }
    }

    private static RuleFile? ReadFile(SourceFile file, RuleMemory? memory, DiagnosticBag problems)
    {
        if ((memory is null ? YamlLoader.Load(file, problems) : memory.Load(file, problems)) is not { } map)
        {
            return null;
        }

        if (map.Entries.Count == 0 || map.Entries[0].Key.Text != "rules")
        {
            problems.Add(RuleProblems.NotRules.At(map.Entries.Count == 0 ? map.Span : map.Entries[0].Key.Span, "a file below rules/ starts with 'rules: 1'", "move it elsewhere if it holds no rules"));
            return null;
        }

        var read = Binder.Bind(map, f => new RuleFile(f), problems);
        if (read.List.Count > 0 && read.Group is null)
        {
            problems.Add(RuleProblems.NotRules.At(read.FormatVersion.Span, "the file lists rules, but has no 'group'", "say what they are about, for example group: local-words"));
        }

        return read;
    }

    private static LanguageRule? Make(
        RuleEntry entry,
        string group,
        PatternReader reader,
        Dictionary<string, GuardEntry> guards,
        IReadOnlyDictionary<string, RuleSource> sources,
        DiagnosticBag problems)
    {
        // A required value that was missing or malformed has been reported where it stands.
        if (entry.Code.Value.Length == 0)
        {
            return null;
        }

        var named = new List<GuardEntry>();
        foreach (var guard in entry.Guards)
        {
            if (guards.TryGetValue(guard.Value, out var found))
            {
                named.Add(found);
            }
            else
            {
                problems.Add(RuleProblems.UnknownName.At(guard.Span, $"there is no guard '{guard}'", Nearest.Hint(guard.Value, guards.Keys)));
            }
        }

        var sensitive = entry.CaseSensitive?.Value == true;
        var info = new RuleInfo(
            entry.Code.Value,
            entry.Name.Value,
            group,
            RuleKind.Language,
            RuleSeverity.Of(entry.Severity.Value),
            entry.Why.Markdown.TrimEnd('\n'),
            entry.Suggest.Markdown.TrimEnd('\n'))
        { Page = () => RulePage.Of(entry, group, named, sources) };
        var isTrusted = IsTrusted(entry.Code.Span) && named.TrueForAll(g => IsTrusted(g.Id!.Span));
        Lazy<Pattern?>[] any = [.. entry.Any.Select(p => new Lazy<Pattern?>(WhenAsked(reader.Concepts, isTrusted, () => reader.Read(p, sensitive, IsTrusted(p)))))];
        return new LanguageRule(entry, info, any, new(WhenAsked(reader.Concepts, isTrusted, () => new FurtherPatterns(
            Patterns(entry.Requires),
            new Guards(
                Patterns(entry.Unless.Concat(named.SelectMany(g => g.Sentence))),
                Patterns(entry.UnlessBefore.Concat(named.SelectMany(g => g.Before))),
                Patterns(entry.UnlessAfter.Concat(named.SelectMany(g => g.After))),
                Patterns(entry.UnlessNext.Concat(named.SelectMany(g => g.Next))),
                Patterns(entry.UnlessPrevious.Concat(named.SelectMany(g => g.Previous))))))));

        IReadOnlyList<Pattern> Patterns(IEnumerable<Prose> sourcesOfPatterns) =>
            [.. sourcesOfPatterns.Select(p => reader.Read(p, sensitive, IsTrusted(p))).OfType<Pattern>()];
    }

    /// <summary>
    /// The tool's own patterns are tested, so that they can wait until somebody asks about a text; those of a project are read at once, for what is wrong with them.
    /// Sets of words are made as patterns name them, by one thread at a time.
    /// </summary>
    private static Func<T> WhenAsked<T>(ConceptLibrary concepts, bool isTrusted, Func<T> read)
    {
        if (isTrusted)
        {
            return () =>
            {
                lock (concepts)
                {
                    return read();
                }
            };
        }

        var done = read();
        return () => done;
    }

    private static bool IsTrusted(Prose pattern) => IsTrusted(pattern.Span);

    private static bool IsTrusted(SourceSpan span) => span.File.StartsWith(WorkspaceFile.BuiltInPrefix, StringComparison.Ordinal);

    private static Dictionary<string, T> Unique<T>(IEnumerable<T> items, string what, DiagnosticBag problems)
        where T : class, IHasId
    {
        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items.Where(i => !byId.TryAdd(i.Id!.Value, i)))
        {
            problems.Add(RuleProblems.DuplicateName.At(item.Id!.Span, $"another {what} is called '{item.Id}'", $"see {byId[item.Id.Value].Id!.Span}"));
        }

        return byId;
    }
}
