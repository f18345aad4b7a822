using Upstander.Checking.Language;
using Upstander.Checking.Rules;

namespace Upstander.Checking;

/// <summary>Every rule there is: those in C#, listed here in order of their codes, and those in files below <c>rules/</c>.</summary>
public sealed class RuleCatalogue
{
    private readonly Dictionary<string, RuleInfo> byCode;

    /// <summary>The rules in C# together with these language rules.</summary>
    public RuleCatalogue(RuleLibrary language)
    {
        Language = language;
        All = [.. Structural.Select(r => r.Info).Concat(language.Rules.Select(r => r.Info)).OrderBy(r => r.Code, StringComparer.Ordinal)];
        byCode = All.DistinctBy(r => r.Code).ToDictionary(r => r.Code, StringComparer.Ordinal);
    }

    /// <summary>The rules in C#.</summary>
    public static IReadOnlyList<Rule> Structural { get; } =
    [
        new ExternalRequest(),
        new QuickExitMissing(),
        new WcagBasics(),
        new PrintLeak(),
        new OneOffSession(),
        new SingleMethod(),
        new NoEvaluation(),
        new OneSidedCast(),
        new HardToRead(),
        new VariantThatDoesNotFit(),
        new ObjectiveNotAssessed(),
        new DoubtfulStandard(),
        new StaleResource(),
        new RegionWithoutSupport(),
        new AnswerKeyMissing(),
        new UnusedPrintable(),
        new LicenseConflict(),
        new OutOfOrder(),
        new NoTheoryOfChange(),
        new ThinPreparation(),
        new NoFamilyLink(),
        new UnbalancedSkills(),
        new MixedLanguages(),
        new OnlineOnly(),
        new CardOutgrown(),
        new SameTitle(),
        new SlowAlternative(),
        new OpenSlot(),
        new SelfProtectiveCallToAction(),
        new RefusalSkillsOnly(),
        new ContentNoteMissing(),
        new NoRealChoice(),
        new SupportMissing(),
        new ReportingLimitsMissing(),
        new NoClosing(),
        new NoCallToAction(),
        new ActionOutOfReach(),
        new NoUpstanderSkill(),
        new NoAgreements(),
        new NoDisclosureScript(),
        new ScenarioWithoutAccountability(),
        new MythWithoutFact(),
        new UnmarkedHarmfulLine(),
        new FamilyTaskWithoutAlternative(),
        new TimingAdviceMissing(),
        new RolePlayWithHarmfulRoles(),
    ];

    /// <summary>The language rules.</summary>
    public RuleLibrary Language { get; }

    /// <summary>What is known of every rule, in order of codes.</summary>
    public IReadOnlyList<RuleInfo> All { get; }

    /// <summary>The rule of a code, or null.</summary>
    public RuleInfo? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The rules that a name stands for: a code (VB002), its letters (VB), a group (victim-blaming) or a rule's own name (asked-for-it).</summary>
    public IReadOnlyList<RuleInfo> Named(string name) =>
        [.. All.Where(r =>
            r.Code.Equals(name, StringComparison.OrdinalIgnoreCase)
            || r.Code.AsSpan().TrimEnd("0123456789").Equals(name, StringComparison.OrdinalIgnoreCase)
            || r.Group == name
            || r.Name == name)];

    /// <summary>Every name that <see cref="Named"/> knows, for suggestions.</summary>
    public IEnumerable<string> Names =>
        All.SelectMany(r => new[] { r.Code, r.Code.TrimEnd([.. "0123456789"]), r.Group, r.Name }).Distinct(StringComparer.Ordinal);
}
