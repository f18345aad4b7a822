using Upstander.Diagnostics;

namespace Upstander.Courses;

/// <summary>What can be wrong between the files of a project, and between the parts of a lesson.</summary>
public static class CourseProblems
{
    /// <summary>UP1301</summary>
    public static Problem UnknownFile { get; } = new("UP1301", Severity.Error, "A YAML file whose first key says none of the kinds of file.");

    /// <summary>UP1302</summary>
    public static Problem SecondFile { get; } = new("UP1302", Severity.Error, "A second file of a kind of which a project has one.");

    /// <summary>UP1303</summary>
    public static Problem MissingFile { get; } = new("UP1303", Severity.Error, "A file that every project needs is missing.");

    /// <summary>UP1304</summary>
    public static Problem DuplicateId { get; } = new("UP1304", Severity.Error, "Two lessons, units or services with the same id.");

    /// <summary>UP1305</summary>
    public static Problem BadId { get; } = new("UP1305", Severity.Error, "An id that cannot be used: reserved, or made from a file name that is no id.");

    /// <summary>UP1306</summary>
    public static Problem DanglingId { get; } = new("UP1306", Severity.Error, "An id that nothing has.");

    /// <summary>UP1307</summary>
    public static Problem UnlistedUnit { get; } = new("UP1307", Severity.Error, "A unit that the curriculum does not list.");

    /// <summary>UP1308</summary>
    public static Problem InTwoUnits { get; } = new("UP1308", Severity.Error, "A lesson that is listed twice.");

    /// <summary>UP1310</summary>
    public static Problem WrongMinutes { get; } = new("UP1310", Severity.Error, "Minutes that do not add up.");

    /// <summary>UP1311</summary>
    public static Problem WrongRange { get; } = new("UP1311", Severity.Error, "A least value above the most.");

    /// <summary>UP1313</summary>
    public static Problem NotReviewed { get; } = new("UP1313", Severity.Error, "A released lesson without a review.");

    /// <summary>UP1314</summary>
    public static Problem NoService { get; } = new("UP1314", Severity.Error, "A lesson without a support service for its region and ages.");

    /// <summary>UP1316</summary>
    public static Problem UnknownStandard { get; } = new("UP1316", Severity.Error, "A standard of no framework, or of no code that the framework could have.");

    /// <summary>UP1318</summary>
    public static Problem Circle { get; } = new("UP1318", Severity.Error, "Lessons that require each other in a circle.");

    /// <summary>UP1319</summary>
    public static Problem NotCore { get; } = new("UP1319", Severity.Error, "An activity in a role that its 'core' does not allow.");

    /// <summary>UP1320</summary>
    public static Problem NoContact { get; } = new("UP1320", Severity.Error, "A support service that nobody can reach or nobody has verified.");

    /// <summary>UP1321</summary>
    public static Problem HandoutContent { get; } = new("UP1321", Severity.Error, "A handout without the content that its kind prints.");

    /// <summary>UP1322</summary>
    public static Problem UnusedField { get; } = new("UP1322", Severity.Error, "A field that the handout's kind or the item's type does not print.");

    /// <summary>UP1323</summary>
    public static Problem ChangedMeanwhile { get; } = new("UP1323", Severity.Error, "A file that was changed while it was being compiled.");

    /// <summary>UP1326</summary>
    public static Problem VerifiedInFuture { get; } = new("UP1326", Severity.Error, "A day of verification that has not come yet.");

    /// <summary>UP1330</summary>
    public static Problem SlotTwice { get; } = new("UP1330", Severity.Error, "A local slot that is filled twice in one file.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        UnknownFile, SecondFile, MissingFile, DuplicateId, BadId, DanglingId, UnlistedUnit, InTwoUnits, WrongMinutes, WrongRange,
        NotReviewed, NoService, UnknownStandard, Circle, NotCore, NoContact,
        HandoutContent, UnusedField, ChangedMeanwhile,
        VerifiedInFuture, SlotTwice,
    ];
}
