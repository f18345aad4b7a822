using System.Collections;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Runtime.Accessors;
using Scriban.Syntax;
using Upstander.Diagnostics;
using SourceSpan = Scriban.Parsing.SourceSpan;

namespace Upstander.Rendering;

/// <summary>
/// The state of one page while its template runs. Scriban's own limits hold one by one but not together; this one counts what a page uses
/// at the single place that every step passes. Made for one page and never used again.
/// </summary>
internal sealed class GuardedContext : TemplateContext
{
    private const long Steps = 2_000_000;
    private const long StepsPerLesson = 10_000;
    private const int Loops = 100_000;
    private const int LoopsPerLesson = 500;
    private const int MaxDepth = 2_000;
    private const long Allocated = 256L * 1024 * 1024;
    private const long AllocatedPerLesson = 100 * 1024;
    private const int Characters = 8_000_000;
    private const int CharactersPerLesson = 8_000;
    private const int Milliseconds = 3_000;
    private const int MillisecondsPerLesson = 5;

    /// <summary>Steps from one look at the clock and at memory to the next: a single step is cheaper than the look, and each is bounded by itself.</summary>
    private const long StepsBetweenLooks = 32;

    private static readonly ParserOptions IncludeOptions = new() { ExpressionDepthLimit = TemplateParser.DepthLimit };
    private static readonly TryGetVariableDelegate UnknownVariable = ReportVariable;
    private static readonly TryGetMemberDelegate UnknownMember = ReportMember;

    private readonly long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    private readonly long deadline;
    private readonly long allocatedAllowed;
    private readonly IReadOnlyList<FrozenView> globals;
    private readonly OwnVariables own = new();
    private readonly long stepsAllowed;
    private long stepsLeft;
    private long nextLook;
    private int depth;
    private SourceSpan lastStatement;

    public GuardedContext(TemplateLibrary? library, PageRequest page, DiagnosticBag problems)
        : base(TemplateFunctions.Builtin)
    {
        Library = library;
        Page = page;
        Problems = problems;
        PageAddresses = new PageAddresses(page.Root, page.Assets);
        globals = page.Globals;

        // A page that spans the course may use more the longer the course is, up to a course of 20,000 lessons.
        var listed = Math.Clamp(page.LessonsListed, 0, 20_000);
        stepsAllowed = stepsLeft = nextLook = Steps + (StepsPerLesson * listed);
        allocatedAllowed = Allocated + (AllocatedPerLesson * listed);
        deadline = Stopwatch.GetTimestamp() + ((Milliseconds + (MillisecondsPerLesson * listed)) * Stopwatch.Frequency / 1000);

        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedFunctionAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableNullIndexer = false;
        LoopLimit = Loops + (LoopsPerLesson * listed);
        RecursiveLimit = 32;
        ObjectRecursionLimit = 20;
        LimitToString = 1_000_000;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OutputLimit = Characters + (CharactersPerLesson * listed);
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = TimeSpan.FromMilliseconds(250);
        TemplateLoaderParserOptions = IncludeOptions;
        NewLine = "\n";
        AutoIndent = false;
        TryGetVariable = UnknownVariable;
        TryGetMember = UnknownMember;

        foreach (var view in globals)
        {
            PushGlobal(view.Root);
        }

        PushGlobal(own);
    }

    public TemplateLibrary? Library { get; }

    public PageRequest Page { get; }

    public OutputKind Kind => Page.Kind;

    public DiagnosticBag Problems { get; }

    public PageAddresses PageAddresses { get; }

    /// <summary>How much work the page was so far.</summary>
    public long StepsTaken => stepsAllowed - stepsLeft;

    /// <summary>Whether a text printed on this page had a problem of its own; the page is then not made, but goes on to find the others.</summary>
    public bool HasFailed { get; private set; }

    public override object? Evaluate(ScriptNode? node, bool aliasReturnedFunction)
    {
        if (node is null)
        {
            return null;
        }

        if (++depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new TemplateFault(RenderingProblems.Limit, node.Span, "the template is nested too deeply");
        }

        Spend(1, node.Span);
        var value = base.Evaluate(node, aliasReturnedFunction);
        depth--;

        switch (node)
        {
            case ScriptExpressionStatement:
                lastStatement = node.Span;
                return value;
            case ScriptInterpolatedExpression when value is not string:
                // Scriban would ask the value itself for its text, past every check.
                return ObjectToString(value);
            case ScriptObjectInitializerExpression when value is ScriptObject made:
                // An object that a template can change may hold itself, and Scriban follows such a circle in its own messages until the stack ends.
                return new FrozenObject([.. made]);
            default:
                return value;
        }
    }

    /// <summary>Counts work against what the page may use.</summary>
    public void Spend(long steps, SourceSpan span)
    {
        if ((stepsLeft -= steps) < 0)
        {
            throw new TemplateFault(RenderingProblems.Limit, span, $"the page takes more than {stepsAllowed} steps", "is there a loop that never ends?");
        }

        if (stepsLeft > nextLook)
        {
            return;
        }

        nextLook = stepsLeft - StepsBetweenLooks;
        if (GC.GetAllocatedBytesForCurrentThread() - allocatedBefore > allocatedAllowed)
        {
            throw new TemplateFault(RenderingProblems.Limit, span, $"the page needs more than {allocatedAllowed / 1024 / 1024} MB of memory");
        }

        if (Stopwatch.GetTimestamp() > deadline)
        {
            throw new TemplateFault(RenderingProblems.Limit, span, "the page takes longer than a page may", "is there a loop that never ends?");
        }
    }

    /// <summary>Prints a value, escaped as the kind of page asks. Only <see cref="Markup"/> and captured output are printed as they are.</summary>
    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        switch (textAsObject)
        {
            case null:
                return this;
            case string text:
                WriteText(text);
                return this;
            case char letter:
                WriteText(letter.ToString());
                return this;
            case Markup markup:
                WriteMarkup(markup.Text);
                return this;
            case StringBuilderOutput captured:
                WriteMarkup(captured.ToString());
                return this;
            case ProseValue prose:
                WriteProse(prose);
                return this;
            case bool or int or long or double or float or decimal:
                Write(ObjectToString(textAsObject));
                return this;
            default:
                throw CannotPrint(textAsObject);
        }
    }

    public override string? ObjectToString(object? value, bool nested = false)
    {
        switch (value)
        {
            case null or string or bool or int or long:
                return base.ObjectToString(value, nested);
            case ProseValue prose:
                return prose.Plain;
            case Markup or StringBuilderOutput:
                // A comparison may look at finished markup; anything else would take its text out of the marked value and have it escaped again.
                if (CurrentNode is ScriptBinaryExpression { Operator: ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual })
                {
                    return value.ToString();
                }

                throw new TemplateFault(
                    RenderingProblems.CannotPrint, CurrentSpan, "captured, included or rendered text cannot be joined with other text", "print each of them on its own, or capture them together");
            case double number when !double.IsFinite(number):
            case float single when !float.IsFinite(single):
                throw new TemplateFault(RenderingProblems.CannotPrint, PrintSpan, "this is no finite number", "is it divided by zero?");
            case BigInteger:
                throw new TemplateFault(RenderingProblems.CannotPrint, PrintSpan, "this number is too large");
            case double or float or decimal or char:
                return base.ObjectToString(value, nested);
            default:
                throw CannotPrint(value);
        }
    }

    /// <summary>Nothing of .NET is ever looked into.</summary>
    protected override IObjectAccessor? GetMemberAccessorImpl(object target) =>
        target is IScriptObject or string or IList ? base.GetMemberAccessorImpl(target) : NullAccessor.Default;

    public override void Import(SourceSpan span, object objectToImport) =>
        throw new TemplateFault(RenderingProblems.RemovedFunction, span, "templates do not have 'import'", "name the fields in full");

    /// <summary>HTML or Markdown of prose for this page; the texts of all pages are looked at even when one of them is bad.</summary>
    public RenderedProse Rendered(ProseValue prose, bool isInline)
    {
        var rendered = prose.Rendered(isInline, PageAddresses);
        if (rendered.Problems.Count > 0)
        {
            HasFailed = true;
            Problems.AddRange(rendered.Problems);
        }

        return rendered;
    }

    private SourceSpan PrintSpan => lastStatement.IsEmpty ? CurrentSpan : lastStatement;

    private void WriteText(string text)
    {
        switch (Kind)
        {
            case OutputKind.Html:
                if (BeginsAddress() && Addresses.AttributeProblem(text) is { } problem)
                {
                    throw new TemplateFault(RenderingProblems.CannotPrint, PrintSpan, problem);
                }

                Write(Escaping.Html(text));
                break;
            case OutputKind.Markdown:
                Write(Escaping.Markdown(text));
                break;
            case OutputKind.Text:
                Write(text);
                break;
            default:
                throw new TemplateFault(RenderingProblems.CannotPrint, PrintSpan, "text cannot be printed as it is in JSON", "write '| json' behind it");
        }
    }

    private void WriteMarkup(string markup)
    {
        if (Kind == OutputKind.Html && markup.AsSpan().IndexOfAny("<>\"'") >= 0 && InsideTag())
        {
            throw new TemplateFault(RenderingProblems.CannotPrint, PrintSpan, "HTML cannot be printed inside a tag", "write '| plain' behind it");
        }

        Write(markup);
    }

    private void WriteProse(ProseValue prose)
    {
        switch (Kind)
        {
            case OutputKind.Html:
                WriteMarkup(Rendered(prose, isInline: false).Html);
                break;
            case OutputKind.Markdown:
                Write(Rendered(prose, isInline: false).Source);
                break;
            case OutputKind.Text:
                Write(prose.Plain);
                break;
            default:
                throw new TemplateFault(RenderingProblems.CannotPrint, PrintSpan, "text cannot be printed as it is in JSON", "write '| json' behind it");
        }
    }

    /// <summary>
    /// Whether the last angle bracket written opens a tag. An attribute ends at the first quote, so markup with links in it would become attributes.
    /// </summary>
    private bool InsideTag()
    {
        const int Far = 4_000;
        if (Output is not StringBuilderOutput { Builder: var written })
        {
            return false;
        }

        for (var i = written.Length - 1; i >= Math.Max(0, written.Length - Far); i--)
        {
            switch (written[i])
            {
                case '>':
                    return false;
                case '<':
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the next text is the start of <c>href="…"</c>, <c>src="…"</c> or another attribute that a browser follows.</summary>
    private bool BeginsAddress()
    {
        if (Output is not StringBuilderOutput { Builder: var written } || written.Length < 8 || written[^1] is not ('"' or '\'') || written[^2] != '=')
        {
            return false;
        }

        return Ends(written, "href") || Ends(written, "src") || Ends(written, "action") || Ends(written, "data") || Ends(written, "cite");

        static bool Ends(StringBuilder written, string name)
        {
            for (var i = 0; i < name.Length; i++)
            {
                if (char.ToLowerInvariant(written[written.Length - 2 - name.Length + i]) != name[i])
                {
                    return false;
                }
            }

            return true;
        }
    }

    private TemplateFault CannotPrint(object value) => value switch
    {
        IScriptCustomFunction => new(RenderingProblems.CannotPrint, PrintSpan, "a function cannot be printed", "call it with its values"),
        IList => new(RenderingProblems.CannotPrint, PrintSpan, "a list cannot be printed", "loop over it with for, or write '| list_text \"and\"' behind it"),
        IScriptObject => new(RenderingProblems.CannotPrint, PrintSpan, "an object cannot be printed", "name one of its fields"),
        BigInteger => new(RenderingProblems.CannotPrint, PrintSpan, "this number is too large"),
        IEnumerable => new(RenderingProblems.CannotPrint, PrintSpan, "a list cannot be printed", "loop over it with for"),
        _ => new(RenderingProblems.CannotPrint, PrintSpan, "this value cannot be printed"),
    };

    private static bool ReportVariable(TemplateContext context, SourceSpan span, ScriptVariable variable, out object? value)
    {
        var guarded = (GuardedContext)context;
        var name = variable.Name;
        if (RemovedFunctions.Replacement(name) is { } replacement)
        {
            throw new TemplateFault(RenderingProblems.RemovedFunction, span, $"templates do not have '{name}'", replacement);
        }

        if (variable.Scope == ScriptVariableScope.Local)
        {
            if (name == "$")
            {
                throw new TemplateFault(RenderingProblems.UnknownName, span, "$0, $1 and so on exist only in an included template or a function");
            }

            throw new TemplateFault(RenderingProblems.UnknownName, span, $"'{name}' was not given to this template or function", "name it where the template is included or the function is called");
        }

        var known = guarded.globals.SelectMany(view => view.Root.GetMembers()).Concat(guarded.own.Keys).Concat(TemplateFunctions.Builtin.Keys).ToHashSet(StringComparer.Ordinal);
        throw new TemplateFault(RenderingProblems.UnknownName, span, $"there is no variable or function '{name}'", Nearest.Hint(name, known));
    }

    private static bool ReportMember(TemplateContext context, SourceSpan span, object target, string member, out object? value)
    {
        var of = TemplateFaults.Clean(context.CurrentNode switch
        {
            ScriptMemberExpression { Target: { } parent } => parent.ToString(),
            ScriptIndexerExpression { Target: { } parent } => parent.ToString(),
            _ => "",
        } ?? "");
        throw MissingMember(span, of, target, member);
    }

    /// <summary>What to say about a field that is not there.</summary>
    public static TemplateFault MissingMember(SourceSpan span, string of, object target, string member)
    {
        if (RemovedFunctions.Replacement($"{of}.{member}") is { } replacement)
        {
            return new(RenderingProblems.RemovedFunction, span, $"templates do not have '{of}.{member}'", replacement);
        }

        var name = of.Length == 0 ? "this" : $"'{of}'";
        return target switch
        {
            IList => new(RenderingProblems.UnknownField, span, $"{name} is a list, which has no field '{member}'", "loop over it with for, or take array.first of it"),
            IScriptObject some => new(RenderingProblems.UnknownField, span, $"{name} has no field '{member}'", Nearest.Hint(member, [.. some.GetMembers()])),
            string or ProseValue or Markup or StringBuilderOutput => new(RenderingProblems.UnknownField, span, $"{name} is text, which has no field '{member}'"),
            _ => new(RenderingProblems.UnknownField, span, $"{name} has no field '{member}'"),
        };
    }

    /// <summary>What the template assigns. It can hold itself (<c>x = this</c>), so its text must not follow what is in it.</summary>
    private sealed class OwnVariables() : ScriptObject(0, autoImportStaticsFromThisType: false)
    {
        public override string ToString(string? format, IFormatProvider? formatProvider) => "an object";
    }
}
