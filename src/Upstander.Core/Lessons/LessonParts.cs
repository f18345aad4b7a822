using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>A range of whole numbers, both ends included.</summary>
public sealed class Range(MapReader fields) : Item(fields)
{
    /// <summary>Least.</summary>
    public Located<int> Min { get; } = fields.Number("min", "The least.", For.Everyone, 0, 1000);

    /// <summary>Most.</summary>
    public Located<int> Max { get; } = fields.Number("max", "The most.", For.Everyone, 0, 1000);
}

/// <summary>Minutes of an activity.</summary>
public sealed class Minutes(MapReader fields) : Item(fields)
{
    /// <summary>Least.</summary>
    public Located<int> Min { get; } = fields.Number("min", "Minutes in a hurry.", For.Everyone, 1, 600);

    /// <summary>As planned.</summary>
    public Located<int> Typical { get; } = fields.Number("typical", "Minutes as planned.", For.Everyone, 1, 600);

    /// <summary>Most.</summary>
    public Located<int> Max { get; } = fields.Number("max", "Minutes with a talkative group.", For.Everyone, 1, 600);
}

/// <summary>A work that a lesson was adapted from.</summary>
public sealed class AdaptedFrom(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the work.");

    /// <summary>Its title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Title of the work.", For.Everyone);

    /// <summary>Its owner.</summary>
    public Located<string> Owner { get; } = fields.Text("owner", "Who holds the rights.", For.Everyone);

    /// <summary>Its licence.</summary>
    public Located<string> License { get; } = fields.Format("license", TextFormat.License, "Licence of the work by its SPDX id.", For.Everyone);

    /// <summary>Where it is.</summary>
    public Located<string>? Url { get; } = fields.OptionalFormat("url", TextFormat.Url, "Where the work is.", For.Everyone);

    /// <summary>What was changed.</summary>
    public Prose Changes { get; } = fields.Prose("changes", "What was changed.", For.Everyone);
}

/// <summary>A way to run a lesson in another time.</summary>
public sealed class Variant(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the variant.");

    /// <summary>Minutes of one session.</summary>
    public Located<int> Minutes { get; } = fields.Number("minutes", "Minutes of one session.", For.Facilitators, 5, 600);

    /// <summary>Number of sessions.</summary>
    public Located<int>? Sessions { get; } = fields.OptionalNumber("sessions", "Number of sessions; one when left out.", For.Facilitators, 1, 20);

    /// <summary>Activities left out.</summary>
    public IReadOnlyList<Located<string>> Drop { get; } = fields.References("drop", "Ids of activities that are left out.");

    /// <summary>Where the first session ends.</summary>
    public Located<string>? SplitAfter { get; } = fields.Reference("split_after", "Id of the activity after which the first session ends.");

    /// <summary>How to.</summary>
    public Prose? Note { get; } = fields.OptionalProse("note", "How to run it.");
}

/// <summary>What learners will be able to do.</summary>
public sealed class Objective(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the objective; activities and items name it.");

    /// <summary>The objective.</summary>
    public Prose Text { get; } = fields.Prose("text", "Starts with a verb that can be observed.", For.Everyone);

    /// <summary>Knowledge, attitude or skill.</summary>
    public Located<string> Domain { get; } = fields.Choice("domain", Names.Domains, "knowledge, attitude or skill.");

    /// <summary>The skill.</summary>
    public Located<string>? Skill { get; } = fields.OptionalChoice("skill", Names.Skills, "Which skill of consent and prevention it builds.");

    /// <summary>Standards it serves.</summary>
    public IReadOnlyList<Located<string>> Standards { get; } = fields.Formats("standards", TextFormat.Standard, "Standards it serves, as framework:code.");
}

/// <summary>A standard that a lesson serves.</summary>
public sealed class StandardClaim(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the claim.");

    /// <summary>Framework.</summary>
    public Located<string> Framework { get; } = fields.Format("framework", TextFormat.Slug, "Id of the framework.");

    /// <summary>Code.</summary>
    public Located<string> Code { get; } = fields.Text("code", "Code in the framework.", For.Facilitators, 60);

    /// <summary>Full or partial.</summary>
    public Located<string>? Claim { get; } = fields.OptionalChoice("claim", Names.Claims, "Whether the lesson covers the standard fully or in part.");
}

/// <summary>What is coming, and the choices that learners have.</summary>
public sealed class ContentNote(MapReader fields) : Item(fields)
{
    /// <summary>What it is about.</summary>
    public Prose Topic { get; } = fields.Prose("topic", "What the lesson is about, calmly.", For.Everyone);

    /// <summary>How far it goes.</summary>
    public Prose Depth { get; } = fields.Prose("depth", "How far it goes, and what it leaves out.", For.Everyone);

    /// <summary>When it starts.</summary>
    public Located<int>? AtMinute { get; } = fields.OptionalNumber("at_minute", "Minute at which the topic comes up.", For.Learners, 0, 600);

    /// <summary>Choices.</summary>
    public IReadOnlyList<Prose> Options { get; } = fields.Proses("options", "Real choices that need no reason; two or more.", For.Learners, 2);

    /// <summary>Words to say.</summary>
    public Prose? Script { get; } = fields.OptionalProse("script", "Words for the facilitator to say.");
}

/// <summary>What the facilitator needs.</summary>
public sealed class FacilitatorNotes(MapReader fields) : Item(fields)
{
    /// <summary>Why and what.</summary>
    public Prose Background { get; } = fields.Prose("background", "What a first-time facilitator should know, in at most 300 words.", For.Facilitators, 300);

    /// <summary>Before the day.</summary>
    public IReadOnlyList<Prose> Preparation { get; } = fields.Proses("preparation", "What to do before the day: own reactions, whom to tell, what to check.", For.Facilitators, 1);

    /// <summary>Why words were chosen.</summary>
    public Prose? LanguageNotes { get; } = fields.OptionalProse("language_notes", "Why words were chosen.");

    /// <summary>Likely questions.</summary>
    public IReadOnlyList<LikelyQuestion> LikelyQuestions { get; } = fields.List("likely_questions", f => new LikelyQuestion(f), "Questions that learners ask, with honest answers for their age.");

    /// <summary>What cannot be kept private.</summary>
    public ReportingNote? ConfidentialityLimits { get; } = fields.OptionalMap("confidentiality_limits", f => new ReportingNote(f), "What the facilitator cannot keep private, and how to say so beforehand.");

    /// <summary>Who must report.</summary>
    public ReportingNote? MandatedReporting { get; } = fields.OptionalMap("mandated_reporting", f => new ReportingNote(f), "Who must report what to whom.");

    /// <summary>If someone tells.</summary>
    public WordOrSteps? DisclosureResponse { get; } = fields.WordOrSteps("disclosure_response", "standard", "What to do if someone tells: 'standard' for the curriculum's steps, or steps of its own.");

    /// <summary>When to teach it.</summary>
    public Prose? Scheduling { get; } = fields.OptionalProse("scheduling", "When to teach it and when not.");

    /// <summary>For the facilitator's own sake.</summary>
    public Prose? SelfCare { get; } = fields.OptionalProse("self_care", "For the facilitator's own sake.");

    /// <summary>Who could be left out.</summary>
    public Prose? InclusionNotes { get; } = fields.OptionalProse("inclusion_notes", "Who could be left out, and how not to.");
}

/// <summary>A question that learners ask.</summary>
public sealed class LikelyQuestion(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the question.");

    /// <summary>Question.</summary>
    public Prose Question { get; } = fields.Prose("q", "The question, in a learner's words.");

    /// <summary>Answer.</summary>
    public Prose Answer { get; } = fields.Prose("a", "An honest answer for this age.");

    /// <summary>Fact, value or personal.</summary>
    public Located<string> Kind { get; } = fields.Choice("kind", Names.QuestionKinds, "fact: answer it; value: name several views; personal: keep your own life out of it.");
}

/// <summary>A duty to pass on, and how to say so.</summary>
public sealed class ReportingNote(MapReader fields) : Item(fields)
{
    /// <summary>Where it holds.</summary>
    public Located<string>? Jurisdiction { get; } = fields.OptionalText("jurisdiction", "Where it holds.");

    /// <summary>What holds.</summary>
    public Prose Text { get; } = fields.Prose("text", "What holds there, or how to find out.");

    /// <summary>Words to say.</summary>
    public Prose? Script { get; } = fields.OptionalProse("script", "Words to say to learners beforehand.");
}

/// <summary>A word and what it means here.</summary>
public sealed class Term(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the word; made from the word when left out.");

    /// <summary>The word.</summary>
    public Located<string> Word { get; } = fields.Text("term", "The word.", For.Learners, 60);

    /// <summary>What it means.</summary>
    public Prose Definition { get; } = fields.Prose("definition", "What it means, in words of this age.", For.Learners);
}

/// <summary>Something to bring.</summary>
public sealed class Material(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the material.");

    /// <summary>What it is.</summary>
    public Located<string> Name { get; } = fields.Text("item", "What to bring.");

    /// <summary>How many.</summary>
    public Located<int> Quantity { get; } = fields.Number("quantity", "How many for each.", For.Facilitators, 1, 10_000);

    /// <summary>For whom.</summary>
    public Located<string> Per { get; } = fields.Choice("per", Names.Per, "For each class, group, pair or learner.");

    /// <summary>Size of a group.</summary>
    public Located<int>? GroupOf { get; } = fields.OptionalNumber("group_of", "How many learners share one, where it is for each group; 3 where an activity uses it in triads, else 4.", For.Facilitators, 2, 12);

    /// <summary>The handout it is.</summary>
    public Located<string>? Printable { get; } = fields.Reference("printable", "Id of the handout of this lesson that it is.");

    /// <summary>How to.</summary>
    public Located<string>? Note { get; } = fields.OptionalText("note", "How to prepare it.");
}

/// <summary>One part of the run of a lesson.</summary>
public sealed class Activity(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the activity.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Short title.", For.Learners, 60);

    /// <summary>Where it stands in the arc.</summary>
    public Located<string> Phase { get; } = fields.Choice("phase", Names.Phases, "Where it stands in the arc of the lesson.");

    /// <summary>Minutes.</summary>
    public Minutes Minutes { get; } = fields.Map("minutes", f => new Minutes(f), "How long it takes.", For.Learners);

    /// <summary>Part of the run.</summary>
    public Located<bool>? Core { get; } = fields.Flag("core", "true: part of the run of the lesson; false or left out: an alternative or an extra.");

    /// <summary>Teaching method.</summary>
    public Located<string> Method { get; } = fields.Choice("method", Names.Methods, "Teaching method.");

    /// <summary>How learners work.</summary>
    public Located<string>? Grouping { get; } = fields.OptionalChoice("grouping", Names.Groupings, "How learners sit and work.", For.Learners);

    /// <summary>Objectives.</summary>
    public IReadOnlyList<Located<string>> Objectives { get; } = fields.References("objectives", "Ids of the objectives it serves.");

    /// <summary>Activities that can take its place.</summary>
    public IReadOnlyList<Located<string>> Alternatives { get; } = fields.References("alternatives", "Ids of activities (core: false) that can take its place.");

    /// <summary>Steps.</summary>
    public IReadOnlyList<Step> Steps { get; } = fields.List("steps", f => new Step(f), "What the facilitator does, says and asks, in order.", For.Learners);

    /// <summary>A text to read aloud in parts.</summary>
    public IReadOnlyList<ScriptLine> Script { get; } = fields.List("script", f => new ScriptLine(f), "A text to read aloud in parts: puppets, a story, a model talk.");

    /// <summary>What learners read.</summary>
    public Prose? LearnerText { get; } = fields.OptionalProse("learner_text", "What learners read about this activity.", For.Learners);

    /// <summary>Questions to talk about.</summary>
    public IReadOnlyList<Question> Prompts { get; } = fields.List("prompts", f => new Question(f), "Questions to talk about that need no personal story.", For.Learners);

    /// <summary>Answers.</summary>
    public Prose? Key { get; } = fields.OptionalProse("key", "Answers.");

    /// <summary>Adaptations.</summary>
    public Adaptations? Adaptations { get; } = fields.OptionalMap("adaptations", f => new Adaptations(f), "How this activity changes for other groups.");

    /// <summary>Handouts used.</summary>
    public IReadOnlyList<Located<string>> Printables { get; } = fields.References("printables", "Ids of the handouts it uses.", For.Learners);

    /// <summary>What to watch for.</summary>
    public Prose? Safety { get; } = fields.OptionalProse("safety", "What to watch for, and what to do then.");

    /// <summary>Suppressions.</summary>
    public IReadOnlyList<Allow> Allow { get; } = fields.List("allow", f => new Allow(f), Lessons.Allow.About);
}

/// <summary>One step of an activity.</summary>
public sealed class Step(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the step.");

    /// <summary>What to do.</summary>
    public Prose? Do { get; } = fields.OptionalProse("do", "What the facilitator does.");

    /// <summary>What to say.</summary>
    public Prose? Say { get; } = fields.OptionalProse("say", "Words to say aloud.");

    /// <summary>What to ask.</summary>
    public IReadOnlyList<Question> Ask { get; } = fields.List("ask", f => new Question(f), "Questions to ask.", For.Learners);

    /// <summary>A note.</summary>
    public Prose? Note { get; } = fields.OptionalProse("note", "What helps to know at this moment.");
}

/// <summary>A question, and what to listen for.</summary>
public sealed class Question(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the question.");

    /// <summary>Question.</summary>
    public Prose Text { get; } = fields.Prose("question", "A question that needs no personal story.", For.Learners);

    /// <summary>What to listen for.</summary>
    public IReadOnlyList<Prose> ListenFor { get; } = fields.Proses("listen_for", "What to listen for in answers.");
}

/// <summary>One line of a text read in parts.</summary>
public sealed class ScriptLine(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the line.");

    /// <summary>Who speaks.</summary>
    public Located<string> Who { get; } = fields.Text("who", "Who speaks.", For.Facilitators, 40);

    /// <summary>The line.</summary>
    public Prose Line { get; } = fields.Prose("line", "What is said.");

    /// <summary>What happens meanwhile.</summary>
    public Located<string>? Action { get; } = fields.OptionalText("action", "What happens meanwhile.");
}

/// <summary>How an activity changes for other groups.</summary>
public sealed class Adaptations(MapReader fields) : Item(fields)
{
    /// <summary>Younger learners.</summary>
    public Prose? Younger { get; } = fields.OptionalProse("younger", "For younger learners.");

    /// <summary>Older learners.</summary>
    public Prose? Older { get; } = fields.OptionalProse("older", "For older learners.");

    /// <summary>Learners with special needs or disabilities.</summary>
    public Prose? Send { get; } = fields.OptionalProse("send", "For learners with disabilities or special needs.");

    /// <summary>Multilingual learners.</summary>
    public Prose? Ell { get; } = fields.OptionalProse("ell", "For multilingual learners.");

    /// <summary>Online.</summary>
    public Prose? Online { get; } = fields.OptionalProse("online", "Online.");

    /// <summary>Large groups.</summary>
    public Prose? LargeGroup { get; } = fields.OptionalProse("large_group", "With a large group.");
}

/// <summary>An invented case.</summary>
public sealed class Scenario(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the scenario.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Short neutral title for cards and headings.", For.Learners, 60);

    /// <summary>The case.</summary>
    public Prose Text { get; } = fields.Prose("text", "The case, in a few sentences that name who does what.", For.Learners);

    /// <summary>Questions.</summary>
    public IReadOnlyList<Question> Questions { get; } = fields.List("questions", f => new Question(f), "Questions about this case.", For.Learners);

    /// <summary>What kind of harm.</summary>
    public Located<string>? Harm { get; } = fields.OptionalText("harm", "What kind of harm it shows, if any, for balance reports.");

    /// <summary>People.</summary>
    public IReadOnlyList<Person> People { get; } = fields.List("people", f => new Person(f), "Who is in it, for balance reports.");

    /// <summary>Harmful lines with what is wrong about them.</summary>
    public IReadOnlyList<HarmfulLine> HarmfulLines { get; } = fields.List("harmful_lines", f => new HarmfulLine(f), "Harmful things somebody says, each taken apart.", For.Learners);

    /// <summary>Who is responsible.</summary>
    public Prose? Responsible { get; } = fields.OptionalProse("responsible", "Who chose what: the person who causes harm is named.");

    /// <summary>What others can do.</summary>
    public IReadOnlyList<UpstanderMove> UpstanderMoves { get; } = fields.List("upstander_moves", f => new UpstanderMove(f), "What others can do.", For.Learners);

    /// <summary>Support.</summary>
    public Prose? SupportForHarmed { get; } = fields.OptionalProse("support_for_harmed", "What support for the harmed person looks like.");

    /// <summary>What to take from it.</summary>
    public Prose? Debrief { get; } = fields.OptionalProse("debrief", "What to take from the case.", For.Learners);

    /// <summary>The answer in a word or two.</summary>
    public Located<string>? Answer { get; } = fields.OptionalText("answer", "The answer in a few words, for the key.", For.Facilitators, 80);

    /// <summary>A better line.</summary>
    public Prose? BetterLine { get; } = fields.OptionalProse("better_line", "What the person could say instead.");

    /// <summary>The key.</summary>
    public Prose? Key { get; } = fields.OptionalProse("key", "The answer with its reason; backs of cards and the answer key print it.");

    /// <summary>Suppressions.</summary>
    public IReadOnlyList<Allow> Allow { get; } = fields.List("allow", f => new Allow(f), Lessons.Allow.About);
}

/// <summary>Somebody in a case.</summary>
public sealed class Person(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the person.");

    /// <summary>Name.</summary>
    public Located<string> Name { get; } = fields.Text("name", "Invented name.", For.Facilitators, 40);

    /// <summary>Role.</summary>
    public Located<string> Role { get; } = fields.Text("role", "What the person does in the case: asks, harmed, harms, upstander, bystander, adult.", For.Facilitators, 60);

    /// <summary>Pronouns.</summary>
    public Located<string>? Pronouns { get; } = fields.OptionalText("pronouns", "she, he, they or others, for balance reports.", For.Facilitators, 20);

    /// <summary>For languages whose grammar needs it.</summary>
    public Located<string>? GenderKey { get; } = fields.OptionalText("gender_key", "Key for languages whose grammar needs a gender.", For.Facilitators, 20);
}

/// <summary>Something harmful that somebody says, and what is wrong about it.</summary>
public sealed class HarmfulLine(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the line.");

    /// <summary>Who says it.</summary>
    public Located<string>? Who { get; } = fields.OptionalText("who", "Who says it.", For.Learners, 40);

    /// <summary>The line.</summary>
    public Prose Line { get; } = fields.Prose("line", "What is said.", For.Learners);

    /// <summary>What is wrong about it.</summary>
    public Prose Debrief { get; } = fields.Prose("debrief", "What is wrong about it; always printed with the line.", For.Learners);
}

/// <summary>Something others can do.</summary>
public sealed class UpstanderMove(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the move.");

    /// <summary>Kind.</summary>
    public Located<string> Kind { get; } = fields.Choice("kind", Names.Moves, "Kind of move.", For.Learners);

    /// <summary>The move.</summary>
    public Prose Text { get; } = fields.Prose("text", "What somebody does or says.", For.Learners);
}

/// <summary>Words of somebody else.</summary>
public sealed class Quote(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the quotation.");

    /// <summary>The words.</summary>
    public Prose Text { get; } = fields.Prose("quote", "The words, exactly.", For.Learners);

    /// <summary>Their source.</summary>
    public Located<string> Source { get; } = fields.Text("source", "Who said them, where and when.", For.Learners);
}

/// <summary>A word of the law.</summary>
public sealed class LegalTerm(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the term.");

    /// <summary>The word.</summary>
    public Located<string> Word { get; } = fields.Text("legal_term", "The word of the law.", For.Learners, 80);

    /// <summary>Where it holds.</summary>
    public Located<string> Jurisdiction { get; } = fields.Text("jurisdiction", "Where it holds.", For.Learners);

    /// <summary>What it means there.</summary>
    public Prose Definition { get; } = fields.Prose("definition", "What it means there, in plain words.", For.Learners);
}

/// <summary>A myth and the fact that answers it.</summary>
public sealed class Myth(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the pair.");

    /// <summary>Myth.</summary>
    public Prose Text { get; } = fields.Prose("myth", "The myth.", For.Learners);

    /// <summary>Fact.</summary>
    public Prose Fact { get; } = fields.Prose("fact", "The fact that answers it; always printed with it.", For.Learners);

    /// <summary>Source.</summary>
    public Located<string>? Cite { get; } = fields.Reference("cite", "Id of the source in 'cites'.", For.Learners);
}

/// <summary>What somebody will do after the lesson.</summary>
public sealed class CallToAction(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the action.");

    /// <summary>Verb.</summary>
    public Located<string> Verb { get; } = fields.Text("verb", "What is done, in one word.", For.Learners, 30);

    /// <summary>The action.</summary>
    public Prose Text { get; } = fields.Prose("text", "What is done, in one sentence.", For.Learners);

    /// <summary>Who.</summary>
    public Located<string> Actor { get; } = fields.Text("actor", "Who does it.", For.Learners);

    /// <summary>When.</summary>
    public Located<string> When { get; } = fields.Text("when", "By when, or how often.", For.Learners);

    /// <summary>How we will know.</summary>
    public Located<string> HowWeKnow { get; } = fields.Text("how_we_know", "How the group will know that it was done, without names.", For.Learners);
}

/// <summary>How learning is seen.</summary>
public sealed class Assessment(MapReader fields) : Item(fields)
{
    /// <summary>Before.</summary>
    public Prose Baseline { get; } = fields.Prose("baseline", "What learners are asked at the start, and again at the end.", For.Learners);

    /// <summary>After.</summary>
    public Located<string>? ExitTicket { get; } = fields.Reference("exit_ticket", "Id of the exit ticket among the handouts.");

    /// <summary>Meanwhile.</summary>
    public IReadOnlyList<Prose> Checklist { get; } = fields.Proses("checklist", "What to look for while learners work.");

    /// <summary>Questions with keys.</summary>
    public IReadOnlyList<AssessmentItem> Items { get; } = fields.List("items", f => new AssessmentItem(f), "Questions with the objective they test and their key.", For.Learners);
}

/// <summary>A question that tests an objective.</summary>
public sealed class AssessmentItem(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the question.");

    /// <summary>Question.</summary>
    public Prose Prompt { get; } = fields.Prose("prompt", "The question.", For.Learners);

    /// <summary>Objective.</summary>
    public Located<string>? Objective { get; } = fields.Reference("objective", "Id of the objective it tests.");

    /// <summary>Key.</summary>
    public Prose? Key { get; } = fields.OptionalProse("key", "What a good answer holds.");
}

/// <summary>A task for home.</summary>
public sealed class Homework(MapReader fields) : Item(fields)
{
    /// <summary>Task.</summary>
    public Prose Text { get; } = fields.Prose("text", "The task.", For.Everyone);

    /// <summary>With the family.</summary>
    public Located<bool>? WithFamily { get; } = fields.Flag("with_family", "Whether it involves the family.", For.Everyone);

    /// <summary>Alternative.</summary>
    public Prose? Alternative { get; } = fields.OptionalProse("alternative", "A task of equal worth that needs nobody at home.", For.Everyone);
}

/// <summary>For families.</summary>
public sealed class FamilyNotes(MapReader fields) : Item(fields)
{
    /// <summary>Form of notice.</summary>
    public Located<string>? Notice { get; } = fields.OptionalChoice("notice", Names.Notices, "How families hear of the lesson; opt_out and opt_in only where the law uses them.", For.Families);

    /// <summary>Days before.</summary>
    public Located<int>? DaysBefore { get; } = fields.OptionalNumber("days_before", "Days before the lesson on which families hear of it.", For.Families, 0, 90);

    /// <summary>Letter.</summary>
    public Prose? Letter { get; } = fields.OptionalProse("letter", "Body of the letter, in plain words.", For.Families);

    /// <summary>To talk about.</summary>
    public IReadOnlyList<Prose> TalkAbout { get; } = fields.Proses("talk_about", "Things to talk about at home that need no personal story.", For.Families);
}

/// <summary>A source.</summary>
public sealed class Citation(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the source.");

    /// <summary>Title.</summary>
    public Located<string> Title { get; } = fields.Text("title", "Author, title and publisher.", For.Everyone, 300);

    /// <summary>Year.</summary>
    public Located<int>? Year { get; } = fields.OptionalNumber("year", "Year of publication.", For.Everyone, 1900, 2100);

    /// <summary>Population.</summary>
    public Located<string>? Population { get; } = fields.OptionalText("population", "Whom the figures are about.");

    /// <summary>Address.</summary>
    public Located<string>? Url { get; } = fields.OptionalFormat("url", TextFormat.Url, "Where it is.", For.Everyone);

    /// <summary>Read on.</summary>
    public Located<DateOnly>? Accessed { get; } = fields.OptionalDate("accessed", "The day on which it was read.");
}

/// <summary>A review.</summary>
public sealed class Review(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the review.");

    /// <summary>By whom.</summary>
    public Located<string> By { get; } = fields.Text("by", "Who reviewed it.");

    /// <summary>Role.</summary>
    public Located<string> Role { get; } = fields.Text("role", "In which role, for example advocate at a survivor-serving organisation.");

    /// <summary>When.</summary>
    public Located<DateOnly> On { get; } = fields.Date("on", "Day of the review.");

    /// <summary>Next.</summary>
    public Located<DateOnly>? Next { get; } = fields.OptionalDate("next", "Day by which it is reviewed again.");
}

/// <summary>A blank that each place fills in.</summary>
public sealed class LocalSlot(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.RequiredId("Id of the slot.");

    /// <summary>What to fill in.</summary>
    public Located<string> Prompt { get; } = fields.Text("prompt", "What to fill in.");

    /// <summary>Until then.</summary>
    public Located<string>? Default { get; } = fields.OptionalText("default", "What stands there until somebody fills it in.");
}

/// <summary>What one place writes into a local slot.</summary>
public sealed class SlotValue(MapReader fields) : Item(fields)
{
    internal const string AboutList = "What stands in the local slots of lessons: names of helpers, policy links, law texts.";

    /// <summary>Which lesson.</summary>
    public Located<string>? Lesson { get; } = fields.Reference("lesson", "Id of the lesson; every lesson that has the slot when left out.");

    /// <summary>Which slot.</summary>
    public Located<string> Slot { get; } = fields.Format("slot", TextFormat.Slug, "Id of the slot, as the lesson's local_slots has it.");

    /// <summary>What stands there.</summary>
    public Located<string> Value { get; } = fields.Text("value", "What to print there.", For.Facilitators, 300);
}

/// <summary>A finding that is accepted, with its reason and its end.</summary>
public sealed class Allow(MapReader fields) : Item(fields), IHasId
{
    /// <inheritdoc/>
    public Located<string>? Id { get; } = fields.Id("Id of the suppression.");

    internal const string About = "Findings that are accepted, each with a reason, a reviewer and an end.";

    /// <summary>Rule.</summary>
    public Located<string> Rule { get; } = fields.Format("rule", TextFormat.RuleCode, "Code of the rule.");

    /// <summary>Address.</summary>
    public Located<string>? At { get; } = fields.OptionalText("at", "Address of the item it is about.");

    /// <summary>Phrase.</summary>
    public Located<string>? Phrase { get; } = fields.OptionalText("phrase", "Phrase it is about.");

    /// <summary>Reason.</summary>
    public Located<string> Reason { get; } = fields.Text("reason", "Why it is right here.", For.Facilitators, 500);

    /// <summary>Reviewer.</summary>
    public Located<string> Reviewer { get; } = fields.Text("reviewer", "Who agreed.");

    /// <summary>End.</summary>
    public Located<DateOnly> Expires { get; } = fields.Date("expires", "The last day on which it holds.");
}
