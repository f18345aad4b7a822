using Upstander.Binding;
using Upstander.Checking.Language;
using Upstander.Diagnostics;
using Upstander.Lessons;
using Upstander.Rendering;

namespace Upstander.Checking.Rules;

/// <summary>A role play that casts somebody as the one who harms or the one who is harmed.</summary>
public sealed class RolePlayWithHarmfulRoles() : LessonRule(
    "TI021",
    "role-play-with-harmful-roles",
    RuleKind.Safety,
    Severity.Error,
    "Playing harm is practice in harm, and it can hurt those who play and those who watch.",
    "Start after the harm, and cast only people who ask, answer, respond, support, help or step in.")
{
    private static readonly string[] Roles =
    [
        "perpetrator", "perpetrators", "abuser", "abusers", "attacker", "attackers", "assailant", "aggressor", "aggressors", "harasser", "harassers", "offender", "offenders", "rapist", "predator", "predators", "bully", "bullies", "stalker", "groomer", "molester",
        "victim", "victims", "harmed person", "person who is harmed", "person who was harmed", "person who harms", "person who hurts", "person who pushes", "person who pressures", "person who harasses", "person who bullies", "person who teases",
        "one who harms", "one who hurts", "one who pushes", "one who pressures", "one who harasses", "one who bullies", "one who teases", "pressurer", "teaser", "catcaller",
    ];

    private static readonly string[] Casting =
    [
        "play", "plays", "playing", "played by", "act", "acts", "acting", "act out", "be the", "be a", "is the", "is a", "are the", "you are", "takes the part", "take the part", "part of", "parts", "role", "roles", "pretend*", "as the", "in the shoes of", "step into the shoes", "becomes", "become", "switch", "swap",
    ];

    private static readonly string[] Denying = ["nobody", "no one", "never", "not", "don't", "doesn't", "isn't", "without", "none of"];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Check(LessonSubject subject)
    {
        foreach (var activity in subject.Lesson.Activities.Where(a => a.Method.Value == "role_play"))
        {
            var address = subject.Address("activities", activity.Id!.Value);
            if (Words.Find(activity.Title.Value, Roles) is { } named)
            {
                yield return Cast(activity.Title.Source?.SpanOf(named.Start, named.Length) ?? activity.Title.Span, address, activity.Title.Value.Substring(named.Start, named.Length));
            }

            foreach (var line in activity.Script.Where(l => Words.AreIn(l.Who.Value, Roles)))
            {
                yield return Cast(line.Who.Span, address, line.Who.Value);
            }

            foreach (var (span, role) in TextsOf(activity, subject.Lesson).SelectMany(CastIn))
            {
                yield return Cast(span, address, role);
            }
        }
    }

    private Diagnostic Cast(SourceSpan span, string address, string role) => At(span, address, $"this role play casts somebody as “{role}”") with { Phrase = role };

    private static IEnumerable<Prose> TextsOf(Activity activity, Lesson lesson)
    {
        foreach (var step in activity.Steps)
        {
            foreach (var text in new[] { step.Do, step.Say })
            {
                if (text is not null)
                {
                    yield return text;
                }
            }
        }

        if (activity.LearnerText is { } read)
        {
            yield return read;
        }

        foreach (var card in lesson.Handouts.Where(h => activity.Printables.Any(p => p.Value == h.Id!.Value)).SelectMany(h => h.Cards))
        {
            yield return card.Text;
        }
    }

    /// <summary>Roles that a sentence gives out: it names one, and says that somebody plays it or puts it before a colon.</summary>
    private static IEnumerable<(SourceSpan Span, string Role)> CastIn(Prose prose)
    {
        foreach (var block in MarkdownReader.Read(prose.Markdown))
        {
            foreach (var sentence in Sentences.In(block.Text))
            {
                var text = block.Text.Substring(sentence.Start, sentence.Length);
                if (Words.Find(text, Roles) is not { } role || Words.AreIn(text, Denying))
                {
                    continue;
                }

                var isLabel = role.End < text.Length && text[role.End] == ':';
                if (isLabel || Words.AreIn(text, Casting))
                {
                    var written = block.Written(sentence.Start + role.Start, role.Length);
                    yield return (prose.Source.SpanOf(written.Start, written.Length), text.Substring(role.Start, role.Length));
                }
            }
        }
    }
}
