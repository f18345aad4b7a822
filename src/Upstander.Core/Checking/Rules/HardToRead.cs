using System.Globalization;
using Upstander.Diagnostics;

namespace Upstander.Checking.Rules;

/// <summary>A text above the level of those for whom it is written.</summary>
public sealed class HardToRead() : CourseRule(
    "CU006",
    "hard-to-read",
    RuleKind.Curriculum,
    Severity.Info,
    "A text above the level of its readers leaves out those who need it most.",
    "Shorten the sentence, take a shorter word, or explain a word in the vocabulary.")
{
    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(CourseSubject subject)
    {
        var language = subject.Course.Curriculum.Language.Value;
        var letters = Languages.IsEnglish(language) ? subject.Course.Units.SelectMany(LetterOf) : [];
        return subject.Lessons.Where(subject.IsEnglish).SelectMany(l => Check(l.Readings)).Concat(Check(letters));
    }

    /// <summary>The texts among these that are too hard: whether one is, depends on no other.</summary>
    internal IEnumerable<Diagnostic> Check(IEnumerable<Reading> readings)
    {
        foreach (var reading in readings.Where(r => Math.Round(r.Grade, 1) > r.Ceiling))
        {
            yield return At(
                reading.Hardest, reading.Address, string.Create(CultureInfo.InvariantCulture, $"{reading.Of} reads like grade {reading.Grade:0.0}, above {reading.Ceiling:0.#}; this is its hardest sentence"));
        }
    }

    private static IReadOnlyList<Reading> LetterOf(Courses.CourseUnit unit)
    {
        var readings = new Readings();
        if (unit.Unit.FamilyLetter is { } letter)
        {
            readings.AddLetter(letter, $"units/{unit.Id}/family_letter");
        }

        return readings.Done();
    }
}
