using Upstander.Documents;

namespace Upstander.Checking;

/// <summary>What is known of a lesson after it was there as a whole.</summary>
/// <param name="Notes">What is noted of it.</param>
/// <param name="Pages">Its pages.</param>
/// <param name="Findings">What rules found; null where they are asked later.</param>
internal sealed record LookedAt(LessonNotes Notes, IReadOnlyList<Page> Pages, LessonFindings? Findings);
