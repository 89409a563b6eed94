using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Core.Samples.Import;

/// <summary>Imports waiting to be written.</summary>
internal sealed class ImportQueue : JobQueue;
