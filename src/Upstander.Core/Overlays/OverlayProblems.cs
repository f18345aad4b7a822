using Upstander.Diagnostics;

namespace Upstander.Overlays;

/// <summary>What can be wrong about an overlay.</summary>
public static class OverlayProblems
{
    /// <summary>UP2201</summary>
    public static Problem NoBase { get; } = new("UP2201", Severity.Error, "What an overlay lies on cannot be used.");

    /// <summary>UP2202</summary>
    public static Problem Circle { get; } = new("UP2202", Severity.Error, "Overlays that lie on each other in a circle, or too many.");

    /// <summary>UP2203</summary>
    public static Problem NoTarget { get; } = new("UP2203", Severity.Error, "A patch at an address where there is nothing.");

    /// <summary>UP2204</summary>
    public static Problem WrongPatch { get; } = new("UP2204", Severity.Error, "A patch that does not fit what stands at its address.");

    /// <summary>UP2205</summary>
    public static Problem NoEffect { get; } = new("UP2205", Severity.Error, "A patch that changes nothing.");

    /// <summary>UP2206</summary>
    public static Problem Conflict { get; } = new("UP2206", Severity.Error, "Two patches of one overlay that contradict each other.");

    /// <summary>UP2207</summary>
    public static Problem Duplicate { get; } = new("UP2207", Severity.Error, "A new item with an id that its list has already.");

    /// <summary>UP2208</summary>
    public static Problem Safety { get; } = new("UP2208", Severity.Error, "Safety content is changed without a reason, a reviewer and a last day.");

    /// <summary>UP2209</summary>
    public static Problem SafetyChanged { get; } = new("UP2209", Severity.Info, "Safety content is changed, with a reason.");

    /// <summary>UP2210</summary>
    public static Problem NotPacked { get; } = new("UP2210", Severity.Error, "An overlay was to be packed as a curriculum.");

    /// <summary>UP2231</summary>
    public static Problem Expired { get; } = new("UP2231", Severity.Error, "A change whose last day has passed.");

    /// <summary>UP2232</summary>
    public static Problem License { get; } = new("UP2232", Severity.Error, "What an overlay changes may not be changed, or not be passed on under its license.");

    /// <summary>UP2220</summary>
    public static Problem BaseVersion { get; } = new("UP2220", Severity.Error, "The base has a version that the overlay is not written for.");

    /// <summary>UP2221</summary>
    public static Problem BaseChanged { get; } = new("UP2221", Severity.Warning, "The base has changed where a patch changes it.");

    /// <summary>UP2222</summary>
    public static Problem NotLocked { get; } = new("UP2222", Severity.Info, "The lock does not fit the patches.");

    /// <summary>UP2223</summary>
    public static Problem Drift { get; } = new("UP2223", Severity.Error, "A locked build was asked for, and the base is not the one that was locked.");

    /// <summary>UP2224</summary>
    public static Problem NotFetched { get; } = new("UP2224", Severity.Error, "The base cannot be fetched.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Problem> All { get; } = [BaseVersion, BaseChanged, NotLocked, Drift, NotFetched, NoBase, Circle, NoTarget, WrongPatch, NoEffect, Conflict, Duplicate, Safety, SafetyChanged, NotPacked, Expired, License];
}
